import type { Json } from '@docket/sdk';
import {
  freshId,
  groupOf,
  idsOf,
  isGroup,
  listOf,
  textOf,
  typedRows,
  typedText,
  typedTexts,
  withIds,
} from '@docket/sdk/content';
import type { JsonGroup } from '@docket/sdk/content';
import { blankDraft, blankGarment, blankImprint, textKeys } from './blank.ts';
import { withPrintAgain } from './reuse.ts';
import { canonicalSize } from './sizes.ts';
import { followStep } from './steps.ts';

/**
 * Brings one part of a submitted form into the draft, then follows its `_do` step, if any. Only the part's own keys
 * change, and only fields of the form come in. Wrong values stay as typed; an unknown part changes nothing. Never
 * throws.
 */
export function mergePart(draft: Json, part: string, form: Json): Json {
  const before = isGroup(draft) ? draft : groupOf(blankDraft('in'));
  const read = readers[part];
  if (!read) return before;
  return followStep({ ...before, ...read(groupOf(form), before) }, part, textOf(groupOf(form)['_do']));
}

type Reader = (form: JsonGroup, before: JsonGroup) => JsonGroup;

const readers: Readonly<Record<string, Reader | undefined>> = Object.assign(Object.create(null), {
  basics: (form) => typedTexts(form, textKeys.basics),
  garments: (form) => ({ garments: garmentsOf(form['garments']), notes: typedText(form['notes']) }),
  delivery: (form) => ({ delivery: deliveryOf(groupOf(form['delivery'])) }),
  artwork: (form, before) => ({
    imprints: withPrintAgain(
      imprintsOf(form['imprints'], before['imprints']),
      textOf(form['_do']),
      textOf(before['method']),
    ),
    artNotes: typedText(form['artNotes']),
  }),
} satisfies Record<string, Reader>);

function garmentsOf(value: unknown): Json {
  const rows = withIds(typedRows(value), () => freshId('g')).map(garmentOf);
  return rows.length > 0 ? rows : [blankGarment(freshId('g'))];
}

const garmentOf = (row: JsonGroup): JsonGroup => ({
  id: textOf(row['id']),
  ...typedTexts(row, textKeys.garment),
  sizes: sizesOf(row['sizes'], typedText(row['fit'])),
});

/** Cells by canonical label. A label that would hide another filled cell stays as it was sent, for the check to name. */
function sizesOf(value: unknown, fit: string): JsonGroup {
  const filledCells = Object.entries(groupOf(value))
    .map(([sent, cell]) => [sent, typedText(cell)] as const)
    .filter(([, text]) => text.trim() !== '');
  const sentLabels = new Set(filledCells.map(([sent]) => sent));
  const cells = new Map<string, string>();
  for (const [sent, text] of filledCells) {
    const label = canonicalSize(sent, fit);
    const hides = label !== sent && (cells.has(label) || sentLabels.has(label));
    cells.set(label === '' || hides ? sent : label, text);
  }
  return Object.fromEntries(cells);
}

function deliveryOf(form: JsonGroup): JsonGroup {
  return { ...typedTexts(form, textKeys.delivery), address: typedTexts(groupOf(form['address']), textKeys.address) };
}

function imprintsOf(value: unknown, before: unknown): readonly Json[] {
  const rows = withIds(typedRows(value), () => freshId('i')).map(imprintOf);
  return rows.length > 0 ? rows : [blankImprint(freshId('i'), unitOf(before))];
}

const imprintOf = (row: JsonGroup): JsonGroup => ({
  id: textOf(row['id']),
  ...typedTexts(row, textKeys.imprint),
  inks: inksOf(row['inks']),
  applies: idsOf(row['applies']),
  inkByGarment: filled(groupOf(row['inkByGarment'])),
  files: idsOf(row['files']),
});

/** Inks with something typed; empty lines are there to type in. */
const inksOf = (value: unknown): Json =>
  typedRows(value)
    .map((ink) => typedTexts(ink, textKeys.ink))
    .filter((ink) => Object.values(ink).some((text) => textOf(text) !== ''));

const filled = (group: JsonGroup): JsonGroup =>
  Object.fromEntries(Object.entries(group).flatMap(([key, text]) => (textOf(text) ? [[key, typedText(text)]] : [])));

const unitOf = (rows: unknown): 'in' | 'mm' => (groupOf(listOf(rows)[0])['unit'] === 'mm' ? 'mm' : 'in');

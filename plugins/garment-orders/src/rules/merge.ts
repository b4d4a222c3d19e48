import type { Json } from '@docket/sdk';
import { blankDraft, blankGarment, blankImprint, textKeys } from './blank.ts';
import { groupOf, idsOf, isGroup, listOf, textOf, type JsonGroup } from './json.ts';
import { canonicalSize } from './sizes.ts';
import { followStep, freshId } from './steps.ts';

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
  basics: (form) => texts(form, textKeys.basics),
  garments: (form) => ({ garments: garmentsOf(form['garments']), notes: typed(form['notes']) }),
  delivery: (form) => ({ delivery: deliveryOf(groupOf(form['delivery'])) }),
  artwork: (form, before) => ({
    imprints: imprintsOf(form['imprints'], before['imprints']),
    artNotes: typed(form['artNotes']),
  }),
} satisfies Record<string, Reader>);

/** A value as it was typed; lists and groups are no typing. */
function typed(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return value === true ? 'yes' : '';
}

const texts = (group: JsonGroup, keys: readonly string[]): JsonGroup =>
  Object.fromEntries(keys.map((key) => [key, typed(group[key])]));

/** Rows arrive as a list, or as a group when their numbers have gaps of another kind. */
const rowsOf = (value: unknown): readonly JsonGroup[] =>
  (Array.isArray(value) ? listOf(value) : Object.values(groupOf(value))).filter(isGroup);

/** Ids come from the form; a missing, odd or doubled one is replaced, so that every row can be pointed at. */
function withIds(rows: readonly JsonGroup[], fresh: () => string): JsonGroup[] {
  const taken = new Set<string>();
  return rows.map((row) => {
    const wanted = textOf(row['id']);
    const id = rowId.test(wanted) && !taken.has(wanted) ? wanted : fresh();
    taken.add(id);
    return { ...row, id };
  });
}

// Not all digits: a group whose keys are all numbers is read as a list.
const rowId = /^[a-z][a-z0-9]{0,39}$/i;

function garmentsOf(value: unknown): Json {
  const rows = withIds(rowsOf(value), () => freshId('garments')).map(garmentOf);
  return rows.length > 0 ? rows : [blankGarment(freshId('garments'))];
}

const garmentOf = (row: JsonGroup): JsonGroup => ({
  id: textOf(row['id']),
  ...texts(row, textKeys.garment),
  sizes: sizesOf(row['sizes'], typed(row['fit'])),
});

/** Cells by canonical label. A label that would hide another filled cell stays as it was sent, for the check to name. */
function sizesOf(value: unknown, fit: string): JsonGroup {
  const filledCells = Object.entries(groupOf(value))
    .map(([sent, cell]) => [sent, typed(cell)] as const)
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
  return { ...texts(form, textKeys.delivery), address: texts(groupOf(form['address']), textKeys.address) };
}

function imprintsOf(value: unknown, before: unknown): Json {
  const rows = withIds(rowsOf(value), () => freshId('imprints')).map(imprintOf);
  return rows.length > 0 ? rows : [blankImprint(freshId('imprints'), unitOf(before))];
}

const imprintOf = (row: JsonGroup): JsonGroup => ({
  id: textOf(row['id']),
  ...texts(row, textKeys.imprint),
  inks: inksOf(row['inks']),
  applies: idsOf(row['applies']),
  inkByGarment: filled(groupOf(row['inkByGarment'])),
  files: idsOf(row['files']),
});

/** Inks with something typed; empty lines are there to type in. */
const inksOf = (value: unknown): Json =>
  rowsOf(value)
    .map((ink) => texts(ink, textKeys.ink))
    .filter((ink) => Object.values(ink).some((text) => textOf(text) !== ''));

const filled = (group: JsonGroup): JsonGroup =>
  Object.fromEntries(Object.entries(group).flatMap(([key, text]) => (textOf(text) ? [[key, typed(text)]] : [])));

const unitOf = (rows: unknown): 'in' | 'mm' => (groupOf(listOf(rows)[0])['unit'] === 'mm' ? 'mm' : 'in');

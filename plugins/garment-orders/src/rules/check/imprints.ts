import type { CheckContext } from '@docket/sdk';
import {
  groupOf,
  idsOf,
  isGroup,
  listOf,
  noteLength,
  quoted,
  refuseUnknown,
  textField,
  textOf,
  tickField,
  withOwnIds,
  type JsonGroup,
} from '@docket/sdk/content';
import type { CheckNotes } from '../codes.ts';
import type { GarmentSettings } from '../../settings.ts';
import { artworkFindings, printFindings, type Finding } from '../artwork-findings.ts';
import { textKeys } from '../blank.ts';
import type { GarmentRow, Imprint } from '../content.ts';
import { locationOf } from '../locations.ts';
import { inkTypes, methodOf, type MethodAsks } from '../methods.ts';
import { readMethod } from './basics.ts';
import { readColors } from './colors.ts';
import { readInks } from './ink-list.ts';
import { readPrintSize, readUnit } from './lengths.ts';

/** What a print location is checked against. */
export interface PrintContext {
  readonly files: CheckContext['files'];
  readonly settings: GarmentSettings;
  /** The rows that passed, whose ids `applies` may name. */
  readonly garments: readonly GarmentRow[];
  /** The order's method, for locations without one of their own. */
  readonly method: string;
}

const mostImprints = 30;
const mostFiles = 20;

/** Checks the print locations. Those in which nothing was typed are left out; to have none is worth a warning. */
export function readImprints(notes: CheckNotes, typed: unknown, context: PrintContext): Imprint[] {
  const chosen = [...listOf(typed).entries()].filter(([, row]) => !isGroup(row) || !isBlankImprint(row));
  if (!Array.isArray(typed ?? [])) notes.refuse('imprints', 'imprint-unreadable');
  else if (chosen.length === 0) notes.warn('imprints', 'imprints-missing');
  if (chosen.length > mostImprints) notes.refuse('imprints', 'imprints-many', { most: mostImprints });
  const read = chosen
    .slice(0, mostImprints)
    .flatMap(([at, row]) => readImprint(notes, row, `imprints.${at}`, context) ?? []);
  return withOwnIds(read, 'i');
}

const typedKeys = textKeys.imprint.filter((key) => key !== 'unit' && key !== 'method');

/** True when nothing that a person types or sends is in the row. */
const isBlankImprint = (row: JsonGroup): boolean =>
  typedKeys.every((key) => textOf(row[key]) === '') &&
  idsOf(row['files']).length === 0 &&
  listOf(row['inks']).every((ink) => Object.values(groupOf(ink)).every((text) => textOf(text) === ''));

const imprintKeys = ['id', ...textKeys.imprint, 'inks', 'applies', 'inkByGarment', 'files'];
const everything: MethodAsks = { colors: true, inks: 'ink', inkType: true, underbase: true };

function readImprint(notes: CheckNotes, row: unknown, path: string, context: PrintContext): Imprint | undefined {
  if (!isGroup(row)) {
    notes.refuse(path, 'imprint-unreadable');
    return undefined;
  }
  refuseUnknown(notes, row, imprintKeys, path);
  const text = (key: string, most?: number): string => textField(notes, row, key, `${path}.${key}`, most);
  const method = readMethod(notes, row, `${path}.method`, context.settings);
  const asks = methodOf(method || context.method)?.asks ?? everything;
  const unit = readUnit(notes, text('unit'), `${path}.unit`);
  const colors = readColors(notes, row['colors'], asks, `${path}.colors`);
  const read: Imprint = {
    id: text('id'),
    ...readPlace(notes, text('location'), text('label'), path, context.settings),
    method,
    ...readPrintSize(notes, row, unit, path),
    unit,
    colors,
    inks: readInks(notes, row['inks'], { asks, colors, path: `${path}.inks` }),
    inkType: readInkType(notes, text('inkType'), `${path}.inkType`),
    underbase: tickField(row, 'underbase'),
    placement: text('placement'),
    note: text('note', noteLength),
    applies: readApplies(notes, row['applies'], path, context.garments),
    inkByGarment: readInkByGarment(notes, row['inkByGarment'], path, context.garments),
    files: readFiles(notes, row['files'], `${path}.files`, context),
  };
  noteFindings(notes, read, path, context);
  return read;
}

function readPlace(
  notes: CheckNotes,
  location: string,
  label: string,
  path: string,
  settings: GarmentSettings,
): Pick<Imprint, 'location' | 'label'> {
  const at = `${path}.location`;
  if (location === '') notes.refuse(at, 'location-missing');
  else if (!locationOf(location)) notes.refuse(at, 'location-unknown', { typed: quoted(location) });
  else if (!settings.locations.includes(location)) notes.refer(at, 'location-not-offered');
  if (location === 'other' && label === '') notes.refuse(`${path}.label`, 'location-label-missing');
  return { location, label };
}

function readInkType(notes: CheckNotes, type: string, path: string): string {
  if (type !== '' && !(inkTypes as readonly string[]).includes(type)) {
    notes.refuse(path, 'ink-type-unknown', { typed: quoted(type) });
  }
  return type;
}

/** Rows by id. Ids of rows that are gone are dropped; when none is left it would silently mean all, so it is refused. */
function readApplies(notes: CheckNotes, typed: unknown, path: string, rows: readonly GarmentRow[]): string[] {
  const chosen = idsOf(typed);
  const left = chosen.filter((id) => rows.some((row) => row.id === id));
  if (chosen.length > 0 && left.length === 0 && rows.length > 0) notes.refuse(`${path}.applies`, 'applies-gone');
  return left;
}

function readInkByGarment(
  notes: CheckNotes,
  typed: unknown,
  path: string,
  rows: readonly GarmentRow[],
): Imprint['inkByGarment'] {
  const sent = groupOf(typed);
  const known = rows.filter(({ id }) => textOf(sent[id]) !== '');
  return Object.fromEntries(
    known.map(({ id }) => [id, textField(notes, sent, id, `${path}.inkByGarment.${id}`)] as const),
  );
}

function readFiles(notes: CheckNotes, typed: unknown, path: string, { files }: PrintContext): string[] {
  const ids = [...idsOf(typed)];
  if (ids.length > mostFiles) notes.refuse(path, 'files-many', { most: mostFiles });
  if (ids.length === 0) notes.warn(path, 'art-missing');
  for (const [at, id] of ids.slice(0, mostFiles).entries()) {
    if (!files.has(id)) notes.refuse(`${path}.${at}`, 'file-gone');
  }
  return ids;
}

function noteFindings(notes: CheckNotes, print: Imprint, path: string, context: PrintContext): void {
  const { settings, method, garments, files } = context;
  for (const found of printFindings(print, garments, settings, method)) report(notes, `${path}.width`, found);
  for (const [at, id] of print.files.slice(0, mostFiles).entries()) {
    const file = files.get(id);
    if (!file) continue;
    for (const found of artworkFindings(file.facts, print, settings, method))
      report(notes, `${path}.files.${at}`, found);
  }
}

/** Praise and notes are for the moment of typing; the review shows what may need a hand. */
function report(notes: CheckNotes, path: string, { code, severity, params }: Finding): void {
  if (severity !== 'warn' && severity !== 'refuse') return;
  notes.add({ code, path, severity, audience: 'customer', params });
}

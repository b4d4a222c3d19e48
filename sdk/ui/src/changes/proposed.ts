import type { ContentField, Json, KindPart } from '@docket/sdk';
import type { Translate } from '@docket/sdk/messages';
import { choiceWords } from '../words.ts';

/** One field, row or sequence of rows that somebody proposes to change, as the core answers it. Rows are named by their `id`. */
export interface ProposedChange {
  readonly path: string;
  /** Message key of the field's label; empty for a whole row, or what the kind does not label. */
  readonly label: string;
  readonly words?: string | undefined;
  readonly group: string;
  readonly base?: Json;
  readonly current?: Json;
  readonly proposed?: Json;
}

/** What a change is called: the field's label, or the part that holds it. */
export function proposedName(t: Translate, parts: readonly KindPart[], { label, path }: ProposedChange): string {
  const key = path.split('.')[0] ?? '';
  const title = label === '' ? parts.find(({ keys }) => keys.includes(key))?.title : label;
  return title === undefined ? key : t(title);
}

/** Which row of its list it is about, counted from one as people do; undefined where that row is not in the content. */
export function proposedRow(content: Json, path: string): number | undefined {
  let here: Json | undefined = content;
  let row: number | undefined;
  for (const step of path.split('.')) {
    if (Array.isArray(here)) {
      const at: number = here.findIndex((each: Json) => groupOf(each)['id'] === step);
      if (at < 0) return undefined;
      [row, here] = [at + 1, here[at] as Json];
    } else here = groupOf(here)[step];
  }
  return row;
}

/** A value as people read it, a whole row by what was typed into it; empty where nothing was. Of a yes or no it knows no word. */
export function proposedText(t: Translate, value: Json | undefined, words?: string): string {
  const texts = textsOf(value ?? '');
  return texts.map((text) => (words === undefined ? text : choiceWords(t, words, text))).join(', ');
}

/** True when rows only stand in another sequence. */
export const isSequence = ({ current, proposed }: ProposedChange): boolean =>
  Array.isArray(current) &&
  Array.isArray(proposed) &&
  current.length === proposed.length &&
  new Set([...current, ...proposed]).size === current.length;

/** The labels of groups that several have changed, by a field of each. */
export const groupNames = (
  t: Translate,
  parts: readonly KindPart[],
  fields: readonly ContentField[],
  groups: readonly string[],
): readonly string[] => groups.map((group) => groupName(t, parts, fields, group));

function groupName(t: Translate, parts: readonly KindPart[], fields: readonly ContentField[], group: string): string {
  const field = fields.find((each) => (each.group ?? each.part) === group);
  const part = parts.find(({ id }) => id === field?.part);
  return part ? t(part.title) : group;
}

/** Ids tell nobody anything. */
const isId = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;

function textsOf(value: Json): readonly string[] {
  if (value === null || value === '' || typeof value === 'boolean') return [];
  if (typeof value !== 'object') return isId.test(String(value)) ? [] : [String(value)];
  return Object.entries(value).flatMap(([key, each]) => (key === 'id' ? [] : textsOf(each)));
}

const groupOf = (value: Json | undefined): Readonly<Record<string, Json | undefined>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, Json>>) : {};

import type { ContentField, Json, Kind } from '@docket/sdk';
import { canonical } from './canonical.ts';
import { differences, valueAt, withDifference, type Difference } from './differences.ts';

/** What of a kind tells how its contents are compared. */
export type Compared = Pick<Kind, 'fields' | 'derived'>;

/** One thing that a proposal would change, as people decide about it: alone, by its path. */
export interface Proposed {
  /** Steps joined with dots; rows are named by their `id`. Nobody takes it apart again. */
  readonly path: string;
  /** Message key of the field's label; empty for a whole row, or what the kind does not label. */
  readonly label: string;
  /** Where the values of a choice have their words. */
  readonly words?: string;
  /** Fields of a group are changed together. */
  readonly group: string;
  /** As it was when the proposal was made; absent where it was not there, or nobody asked. */
  readonly base?: Json;
  /** As it is; absent where it is not there. A row or value, or the ids of rows in their sequence. */
  readonly current?: Json;
  /** As it is proposed to be; absent where it goes. */
  readonly proposed?: Json;
}

/** A change that was made on an older content, brought to the present one. */
export interface Merge {
  /** The present content with all that nobody else changed meanwhile. */
  readonly content: Json;
  /** The same with what others changed overwritten: what it would be if all of the proposal were taken. */
  readonly whole: Json;
  /** What is changed by the proposal in `content`. */
  readonly merges: readonly Proposed[];
  /** Groups in which both changed something, and not the same; sorted. */
  readonly conflicts: readonly string[];
}

/**
 * Brings what changed from `base` to `proposed` into `current`. Groups of fields that only one side changed are taken; where both
 * changed the same in the same way, nothing is left to do. Any other group that both changed is a conflict and stays as it is.
 */
export function mergeThree(kind: Compared, base: Json, current: Json, proposed: Json): Merge {
  const groupOf = groupsOf(kind.fields);
  const theirs = typedDifferences(kind, base, current);
  const [done, touched] = [new Set(theirs.map(textOf)), new Set(theirs.map(groupOf))];
  const mine = typedDifferences(kind, base, proposed).filter((difference) => !done.has(textOf(difference)));
  const isClash = (own: Difference): boolean =>
    touched.has(groupOf(own)) || theirs.some((other) => isInside(own, other) || isInside(other, own));
  const groups = new Set(mine.filter(isClash).map(groupOf));
  const merged = brought(
    current,
    mine.filter((own) => !groups.has(groupOf(own))),
  );
  const clashing = mine.filter((own) => groups.has(groupOf(own)));
  return {
    content: merged.content,
    whole: brought(merged.content, clashing).content,
    merges: proposals(kind, current, merged.content),
    conflicts: [...new Set([...groups, ...merged.lost.map(groupOf)])].toSorted(),
  };
}

/**
 * All that differs between the present content and the proposed one, in the sequence of the kind's fields, each to be taken or
 * left; `base` is shown beside it.
 */
export function proposals(kind: Compared, current: Json, proposed: Json, base?: Json): readonly Proposed[] {
  const { fields } = kind;
  const groupOf = groupsOf(fields);
  const placeOf = ({ path }: Difference): number => {
    const at = fields.findIndex((field) => isAlong(field, path));
    return at < 0 ? fields.length : at;
  };
  const sorted = typedDifferences(kind, current, proposed).toSorted((one, other) => placeOf(one) - placeOf(other));
  return sorted.map((difference) => ({
    path: pathOf(difference),
    ...labelOf(fields, difference),
    group: groupOf(difference),
    ...baseOf(base, difference),
    ...(difference.before !== undefined && { current: difference.before }),
    ...(difference.after !== undefined && { proposed: difference.after }),
  }));
}

/** The present content with those differences to the proposed one that were accepted, by path; a path that is none changes nothing. */
export function acceptFields(current: Json, proposed: Json, accepted: readonly string[]): Json {
  const wanted = new Set(accepted);
  return brought(
    current,
    differences(current, proposed).filter((difference) => wanted.has(pathOf(difference))),
  ).content;
}

function baseOf(base: Json | undefined, difference: Difference): Pick<Proposed, 'base'> {
  const found = base === undefined ? undefined : valueAt(base, difference);
  return found === undefined ? {} : { base: found };
}

function brought(content: Json, all: readonly Difference[]): { content: Json; lost: readonly Difference[] } {
  const lost: Difference[] = [];
  const result = all.reduce<Json>((so, difference) => {
    const next = withDifference(so, difference);
    if (next === undefined) lost.push(difference);
    return next ?? so;
  }, content);
  return { content: result, lost };
}

/** What differs without what follows from the rest: that comes with the check, from whatever is taken. */
const typedDifferences = ({ derived = [] }: Compared, before: Json, after: Json): readonly Difference[] =>
  differences(before, after).filter(({ path }) => !derived.some((place) => isWithin(path, place.split('.'))));

/** True for the place itself and all that lies in it. */
const isWithin = (path: Difference['path'], place: readonly string[]): boolean =>
  path.length >= place.length && !place.some((step, at) => step !== '*' && step !== String(path[at]));

/** The same thing done to the same content by two people. */
const textOf = (difference: Difference): string => canonical({ ...difference });

/** One lies in the other. Rows are found by their id, so their sequence is in nobody's way. */
const isInside = (one: Difference, other: Difference): boolean =>
  one.is !== 'sequence' &&
  other.is !== 'sequence' &&
  !one.path.slice(0, other.path.length).some((step, at) => step !== other.path[at]);

const pathOf = ({ path }: Difference): string => path.join('.');

/** The group of a difference: of the field that it is, lies in or holds; else of its outermost key. */
function groupsOf(fields: readonly ContentField[]): (difference: Difference) => string {
  const groupOf = ({ group, part }: ContentField): string => group ?? part;
  return ({ path }) => {
    const found =
      fields.find((field) => isAlong(field, path)) ?? fields.find((field) => stepsOf(field)[0] === String(path[0]));
    return found ? groupOf(found) : String(path[0] ?? '');
  };
}

/** True when one leads to the other: `stops.*.date` along `stops`, `stops.a` and `stops.a.date`. */
const isAlong = (field: ContentField, path: Difference['path']): boolean =>
  !stepsOf(field).some((step, at) => at < path.length && step !== '*' && step !== String(path[at]));

const stepsOf = ({ path }: ContentField): readonly string[] => path.split('.');

function labelOf(fields: readonly ContentField[], { path }: Difference): Pick<Proposed, 'label' | 'words'> {
  const field = fields.find((each) => stepsOf(each).length === path.length && isAlong(each, path));
  return { label: field?.label ?? '', ...(field?.words !== undefined && { words: field.words }) };
}

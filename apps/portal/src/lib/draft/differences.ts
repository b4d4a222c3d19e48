import type { ContentField } from '@docket/sdk';
import { matchesPath } from '@docket/sdk/form';

/** One field in which two versions of a part differ. Empty text stands for nothing. */
export interface Difference {
  /** In form notation: `garments.0.sizes.M`. */
  readonly path: string;
  readonly mine: string;
  readonly theirs: string;
}

/** The fields in which two contents differ, in the sequence of mine; what only the other has comes last. */
export function differences(mine: unknown, theirs: unknown): readonly Difference[] {
  const [own, other] = [leavesOf(mine), leavesOf(theirs)];
  const paths = [...new Set([...own.keys(), ...other.keys()])];
  return paths
    .map((path) => ({ path, mine: own.get(path) ?? '', theirs: other.get(path) ?? '' }))
    .filter(({ mine: here, theirs: there }) => here !== there);
}

function leavesOf(content: unknown): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>();
  const visit = (value: unknown, path: string): void => {
    if (value !== null && typeof value === 'object') {
      for (const [key, child] of Object.entries(value)) visit(child, path === '' ? key : `${path}.${key}`);
    } else if (value !== null && value !== undefined && value !== '') leaves.set(path, textOf(value));
  };
  visit(content, '');
  return leaves;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The name of the field at a path; undefined when the kind names none. */
export const fieldAt = (fields: readonly ContentField[], path: string): ContentField | undefined =>
  fields.find((field) => matchesPath(field.path, path));

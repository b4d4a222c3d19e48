import type { ShownLine, ShownValue, Work } from '@docket/sdk';
import type { MadeOf, Making } from './proof.ts';
import { sortedJson } from './sorted-json.ts';

/** A design as its customer approved it for one work of an order. ISO 8601. */
export interface ApprovedDesign {
  /** Ids of the order and its work. */
  readonly order: string;
  readonly work: string;
  readonly art: readonly MadeOf[];
  readonly place: ShownValue;
  readonly lines: readonly ShownLine[];
  readonly at: string;
  readonly by: string;
}

/** One thing that is otherwise than it was approved. `label` is a message key; null where one of them does not say it. */
export interface Difference {
  readonly label: string;
  readonly before: ShownValue | null;
  readonly now: ShownValue | null;
}

/** How the design of a work is made: the lines that its kind says are about it. */
export const designLines = ({ spec, design }: Pick<Work, 'spec' | 'design'>): readonly ShownLine[] =>
  design ? spec.filter(({ label }) => design.includes(label)) : spec;

/**
 * The approval that a work is compared with: of the same bytes, of the same place where there is one, and the newest of those.
 * Files that are not at hand are like no others.
 */
export function approvedBefore(
  { art, work }: Pick<Making, 'art' | 'work'>,
  approved: readonly ApprovedDesign[],
): ApprovedDesign | undefined {
  const place = valueKey(work.place);
  const isHere = (one: ApprovedDesign): number => Number(valueKey(one.place) === place);
  return approved
    .filter((one) => one.art.some(({ sha256 }) => sha256 !== '' && art.some((file) => file.sha256 === sha256)))
    .toSorted((one, other) => isHere(other) - isHere(one) || (one.at < other.at ? 1 : -1))
    .at(0);
}

/** What of a work is otherwise than it was approved, in the sequence of its lines; then what it does not say any more. */
export function differencesOf({ work, art }: Pick<Making, 'work' | 'art'>, before: ApprovedDesign): Difference[] {
  const now = [{ label: 'proofs.line.place', value: work.place }, ...designLines(work), ...artLine(art, before.art)];
  const then = [{ label: 'proofs.line.place', value: before.place }, ...before.lines, ...artLine(before.art, art)];
  const labels = [...new Set([...now, ...then].map(({ label }) => label))];
  return labels.flatMap((label) => {
    const [was, is] = [then, now].map((lines) => lines.find((line) => line.label === label)?.value ?? null);
    return valueKey(was) === valueKey(is) ? [] : [{ label, before: was ?? null, now: is ?? null }];
  });
}

/** Nothing where both are the same bytes: a file of another name is the same design. */
function artLine(files: readonly MadeOf[], others: readonly MadeOf[]): readonly ShownLine[] {
  const bytes = (some: readonly MadeOf[]): string =>
    some
      .map(({ sha256 }) => sha256)
      .toSorted()
      .join();
  if (bytes(files) === bytes(others)) return [];
  const text = files.map(({ name }) => name).join(', ');
  return [{ label: 'proofs.line.artwork', value: { type: 'text', text } }];
}

const valueKey = (value: ShownValue | null | undefined): string => sortedJson(value ?? null);

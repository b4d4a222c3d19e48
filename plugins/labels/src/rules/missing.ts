import type { Package } from '@docket/sdk';

/** A label that holds, as far as this asks. */
interface Held {
  readonly number: string;
  readonly package: string;
}

/** What lies between the labels that hold and the packages that are there. */
export interface Missing {
  /** Numbers whose packages are gone. */
  readonly gone: readonly string[];
  /** Ids of packages without a number, in the sequence of the order. */
  readonly fresh: readonly string[];
}

/** Compared by the ids of packages alone: a label stays while its package does, whatever else changes. */
export function missingOf(labels: readonly Held[], packages: readonly Pick<Package, 'id'>[]): Missing {
  const [held, there] = [new Set(labels.map((label) => label.package)), new Set(packages.map(({ id }) => id))];
  return {
    gone: labels.filter((label) => !there.has(label.package)).map(({ number }) => number),
    fresh: [...there].filter((id) => !held.has(id)),
  };
}

import { bySize, canonicalSize, sizeRuns, sizesOf } from '#rules/sizes.ts';
import type { SizeRun } from '#rules/sizes.ts';

/** Sizes that stand together under one heading; `other` holds sizes that no list knows. */
export interface SizeSection {
  readonly run: SizeRun | 'other';
  readonly sizes: readonly string[];
}

/** The sizes of a garment's grid: those in sight, and those folded away until somebody wants them. */
export interface SizeSections {
  readonly shown: readonly SizeSection[];
  readonly folded: readonly SizeSection[];
}

const runs = Object.keys(sizeRuns) as readonly SizeRun[];
const known: ReadonlySet<string> = new Set(Object.values(sizeRuns).flat());

/**
 * The grid of a fit. A run whose labels mean other sizes in this fit is not offered: in a youth row, S is YS.
 `wanted` are sizes to be seen whatever the fit, because something stands in them; those of no run on
 * offer come last, under a heading of their own.
 */
export function sectionsOf(fit: string, wanted: readonly string[]): SizeSections {
  const seen = new Set([...sizesOf(fit), ...wanted]);
  const sections = runs
    .map((run): SizeSection => ({ run, sizes: sizeRuns[run] }))
    .filter(({ sizes }) => sizes.every((size) => canonicalSize(size, fit) === size));
  const offered = new Set(sizesIn(sections));
  const strange = [...new Set(wanted)].filter((size) => !offered.has(size)).toSorted(bySize);
  const others: readonly SizeSection[] = strange.length > 0 ? [{ run: 'other', sizes: strange }] : [];
  const isShown = ({ sizes }: SizeSection): boolean => sizes.some((size) => seen.has(size));
  return {
    shown: [...sections.filter(isShown), ...others],
    folded: sections.filter((section) => !isShown(section)),
  };
}

/** The sizes that hold something, right or wrong. */
export const filledSizes = (sizes: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(sizes).filter((size) => sizes[size] !== '');

/** All sizes of sections, in the sequence of the grid. */
export const sizesIn = (sections: readonly SizeSection[]): readonly string[] => sections.flatMap(({ sizes }) => sizes);

const isChild = (group: string): boolean => /^(youth|kids)/.test(group);

/**
 * The size that a column head of a spreadsheet means, in a row of this fit; nothing for words and bare numbers, which
 * are quantities far more often than waists. `group` is the heading above it, in small letters: it wins over the fit.
 */
export function sizeOfHead(text: string, group: string, fit: string): string | undefined {
  if (/^\d*$/.test(text.trim())) return undefined;
  const label = canonicalSize(text, group === '' ? fit : isChild(group) ? 'youth' : 'adult');
  return known.has(label) ? label : undefined;
}

import type { Issue, KindPart } from '@docket/sdk';

/** What the list of parts says of one. */
export type PartState = 'todo' | 'done' | 'problem';

/** A part with what is known of it. */
export interface PartFace {
  readonly part: KindPart;
  readonly state: PartState;
  /** How much stops the order from being sent. */
  readonly stops: number;
}

/** Parts that belong together. */
export interface Stage {
  /** Message key; undefined for parts without a stage. */
  readonly title: string | undefined;
  readonly parts: readonly PartFace[];
}

/** What of a draft tells how far it is. */
export interface Progress {
  readonly parts: readonly KindPart[];
  readonly versions: Readonly<Record<string, number>>;
  readonly issues: readonly Issue[];
}

/** The part that an issue's path lies in; undefined for the whole of the order. */
export const partOf = (parts: readonly KindPart[], path: string): KindPart | undefined => {
  const key = path.split('.')[0] ?? '';
  return parts.find(({ keys }) => keys.includes(key));
};

/** What is wrong within one part. */
export const issuesOf = (parts: readonly KindPart[], issues: readonly Issue[], id: string): readonly Issue[] =>
  issues.filter(({ path }) => partOf(parts, path)?.id === id);

/**
 * The parts as the list shows them. What nothing is missing from is done, touched or not; what was not touched yet and
 * is not complete is to do, which is no fault of anybody.
 */
export function facesOf({ parts, versions, issues }: Progress): readonly PartFace[] {
  return parts.map((part) => {
    const stops = issuesOf(parts, issues, part.id).filter(({ severity }) => severity === 'refuse').length;
    const touched = (versions[part.id] ?? 0) > 0;
    return { part, stops, state: stops === 0 ? 'done' : touched ? 'problem' : 'todo' };
  });
}

/** The parts by their stages, in the sequence of the form. */
export function stagesOf(faces: readonly PartFace[]): readonly Stage[] {
  const titles = [...new Set(faces.map(({ part }) => part.stage))];
  return titles.map((title) => ({ title, parts: faces.filter(({ part }) => part.stage === title) }));
}

/** The part after this one; undefined after the last, where the review comes. */
export const partAfter = (parts: readonly KindPart[], id: string): KindPart | undefined =>
  parts[parts.findIndex((part) => part.id === id) + 1];

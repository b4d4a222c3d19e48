import type { Json, Kind } from '@docket/sdk';

/** A text that orders get with a saved address. */
export interface PlaceField {
  readonly key: string;
  /** Message key. */
  readonly label: string;
  readonly part: string;
  /** As it holds now. */
  readonly text: string;
}

/** Characters of one text. */
const longest = 2000;

/** What of a kind may be kept with a saved address, in the sequence of its parts. */
export const placeFields = ({ parts, fields }: Kind): readonly PlaceField[] =>
  parts.flatMap(({ address, placeKeys = [] }) =>
    placeKeys.flatMap((key) => {
      const field = fields.find(({ path }) => path === `${address}.${key}`);
      return field ? [{ key, label: field.label, part: field.part, text: '' }] : [];
    }),
  );

/** The texts that are kept; undefined when one is too long, or is none that the kind names. */
export function keptOfPlace(kind: Kind, texts: Readonly<Record<string, string>>): Json | undefined {
  const keys = new Set(placeFields(kind).map(({ key }) => key));
  const typed = Object.entries(texts).map(([key, text]) => [key, text.trim()] as const);
  if (typed.some(([key, text]) => !keys.has(key) || text.length > longest)) return undefined;
  return Object.fromEntries(typed.filter(([, text]) => text !== ''));
}

import type { Json } from '@docket/sdk';
import type { Params } from '@docket/sdk/messages';

type Group = Readonly<Record<string, Json>>;

/** A JSON value as an object; anything else is an empty one. */
export const asGroup = (value: Json | undefined): Group =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Group) : {};

/** A JSON value as a list; anything else is an empty one. */
export const asList = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : []);

/** A JSON value as text for people: words and numbers as they are, nothing for groups. */
export const asText = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** The texts and numbers of a JSON object, by name: values for the places of words. */
export const asValues = (value: Json | undefined): Params =>
  Object.fromEntries(
    Object.entries(asGroup(value)).flatMap(([name, one]) =>
      typeof one === 'string' || typeof one === 'number' ? [[name, one]] : [],
    ),
  );

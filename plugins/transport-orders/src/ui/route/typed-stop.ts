import type { Json } from '@docket/sdk';
import { groupOf, textOf } from '@docket/sdk/content';
import { textKeys } from '#rules/blank.ts';
import type { Stop } from '#rules/content.ts';

/** A stop as it is being typed, empty where nothing was. */
export type TypedStop = Stop;

/** Reads a stop of a draft. */
export function readStop(value: Json | undefined): TypedStop {
  const group = groupOf(value);
  return Object.fromEntries(textKeys.stop.map((key) => [key, textOf(group[key])])) as TypedStop;
}

/** The lines of a stop's place as they stand on a parcel; empty ones are left out. */
export function placeLines({ name, street, postcode, town }: TypedStop, country: string): readonly string[] {
  return [name, street, [postcode, town].filter(Boolean).join(' '), country].filter(Boolean);
}

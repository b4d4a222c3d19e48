/** Where an optional field of a form may stand. */
export const places = ['shown', 'aside'] as const;

/** Where each field is to stand, by its path. */
export type Places = Record<string, (typeof places)[number]>;

const prefix = 'place:';

/** The name under which the place of the field at a path is posted. */
export const placeName = (path: string): string => `${prefix}${path}`;

/** The places that a form posted; anything else in it says nothing. */
export function placesIn(form: Iterable<readonly [string, unknown]>): Places {
  const posted: Places = {};
  for (const [name, value] of form) {
    const place = places.find((known) => known === value);
    if (name.startsWith(prefix) && place) posted[name.slice(prefix.length)] = place;
  }
  return posted;
}

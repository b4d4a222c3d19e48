import type { Choice } from '@docket/ui';
import { countries, readCountry } from '#rules/countries.ts';

/** The name of a country in a language; what is no country is shown as typed. */
export function countryName(code: string, locale: string): string {
  const known = readCountry(code);
  return known === undefined ? code : (new Intl.DisplayNames(locale, { type: 'region' }).of(known) ?? code);
}

/** All countries by name. A code that is none stays to be seen, so that a form posts it as it was. */
export function countryChoices(locale: string, current: string): readonly Choice[] {
  const choices = named(locale);
  return current === '' || countries.includes(current) ? choices : [{ value: current, label: current }, ...choices];
}

/** The code of a country as an address book has it: its code, or its name in English or the reader's language. */
export function countryCode(written: string, locale: string): string {
  const name = written.trim().toLowerCase();
  return readCountry(written) ?? named(locale).find(({ label }) => label.toLowerCase() === name)?.value ?? written;
}

/** Each list is made once: a form draws one for every stop. */
function named(locale: string): readonly Choice[] {
  const known = lists.get(locale);
  if (known) return known;
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const list = countries
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .toSorted((one, other) => one.label.localeCompare(other.label, locale));
  lists.set(locale, list);
  return list;
}

const lists = new Map<string, readonly Choice[]>();

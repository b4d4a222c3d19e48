import type { Choice } from '@docket/ui';
import { countries, readCountry } from '#rules/countries.ts';

/** The name of a country in a language; what is no country is shown as typed. */
export function countryName(code: string, locale: string): string {
  const known = readCountry(code);
  return known === undefined ? code : (new Intl.DisplayNames(locale, { type: 'region' }).of(known) ?? code);
}

/** All countries by name. A code that is none stays to be seen, so that a form posts it as it was. */
export function countryChoices(locale: string, current: string): readonly Choice[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const choices = countries
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .toSorted((one, other) => one.label.localeCompare(other.label, locale));
  return current === '' || countries.includes(current) ? choices : [{ value: current, label: current }, ...choices];
}

/** Ways of writing figures and dates that shops are most likely to want; any other may be stored. */
const locales = (
  'en-US en-GB en-AU en-CA en-IE en-IN en-NZ en-ZA de-DE de-AT de-CH fr-FR fr-CA es-ES es-MX it-IT nl-NL pt-BR ' +
  'pt-PT sv-SE nb-NO da-DK fi-FI pl-PL cs-CZ ja-JP ko-KR zh-CN ar-AE he-IL'
).split(' ');

/** A value with its name in the reader's language. */
export interface Named {
  readonly value: string;
  readonly name: string;
}

/** What the shop has chosen; it is offered although no list has it. */
interface Chosen {
  readonly timeZone: string;
  readonly currency: string;
  readonly locale: string;
}

/** Zones (IANA), currencies (ISO 4217) and locales to choose from, named in the reader's language. */
export function listsIn(language: string, chosen: Chosen) {
  const named = (type: Intl.DisplayNamesType, values: readonly string[]): readonly Named[] => {
    const names = new Intl.DisplayNames([language, 'en'], { type });
    return values.map((value) => ({ value, name: names.of(value) ?? value }));
  };
  return {
    zones: withChosen(['UTC', ...Intl.supportedValuesOf('timeZone')], chosen.timeZone),
    currencies: named('currency', withChosen(Intl.supportedValuesOf('currency'), chosen.currency)),
    locales: named('language', withChosen(locales, chosen.locale)),
  };
}

const withChosen = (list: readonly string[], chosen: string): readonly string[] => [...new Set([...list, chosen])];

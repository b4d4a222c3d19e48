/** The zone of a country that has one only; nothing for one with several, and where the browser has no such list. */
export function zoneOfCountry(country: string): string | undefined {
  if (!/^[A-Z]{2}$/.test(country)) return undefined;
  const [zone, ...others] = new Region(`und-${country}`).getTimeZones?.() ?? [];
  return others.length === 0 ? zone : undefined;
}

/** Not in every browser yet. */
const Region = Intl.Locale as unknown as new (tag: string) => {
  readonly getTimeZones?: () => readonly string[] | undefined;
};

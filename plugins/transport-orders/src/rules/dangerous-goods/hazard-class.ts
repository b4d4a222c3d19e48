/** The classes and divisions of ADR 2.1.1.1, without those of explosives. */
const classes = ['2.1', '2.2', '2.3', '3', '4.1', '4.2', '4.3', '5.1', '5.2', '6.1', '6.2', '7', '8', '9'] as const;

/** The divisions in which each compatibility group of explosives exists (ADR 2.2.1.1.6). */
const divisions: Readonly<Record<string, string>> = {
  A: '1',
  B: '124',
  C: '1234',
  D: '1245',
  E: '124',
  F: '1234',
  G: '1234',
  H: '23',
  J: '123',
  K: '23',
  L: '123',
  N: '6',
  S: '4',
};

/** True for a class as documents name it: `3`, `6.1`, and explosives with their group, `1.4S`. */
export const isHazardClass = (text: string): boolean => isOf(classes, text) || isExplosive(text);

/** True for a danger beside the main one: a class, or `1` for what is explosive too. */
export const isSubsidiary = (text: string): boolean => isOf(classes, text) || text === '1';

/** True for a division of class 1 with a group that exists in it. */
export function isExplosive(text: string): boolean {
  const [, division, group] = /^1\.([1-6])([A-Z])$/.exec(text) ?? [];
  return division !== undefined && (divisions[group!]?.includes(division) ?? false);
}

const withoutGroups = new Set(['2.1', '2.2', '2.3', '5.2', '6.2', '7']);

/** True for classes whose goods have no packing groups at all: explosives, gases, organic peroxides, infectious, radioactive. */
export const hasNoPackingGroups = (hazardClass: string): boolean =>
  withoutGroups.has(hazardClass) || isExplosive(hazardClass);

const isOf = (list: readonly string[], text: string): boolean => list.includes(text);

/** How goods are packed, in the sequence of the form; the words are the messages `transport.package.<id>`. */
export const packages = [
  'euro-pallet',
  'pallet',
  'half-pallet',
  'carton',
  'crate',
  'drum',
  'ibc',
  'roll',
  'bag',
  'bundle',
  'piece',
] as const;
export type Package = (typeof packages)[number];

/** True for the id of a package type. */
export const isPackage = (id: string): id is Package => (packages as readonly string[]).includes(id);

/** What a package of a standard type takes of the floor, in millimetres. */
const footprints: Readonly<Partial<Record<Package, { readonly length: number; readonly width: number }>>> = {
  'euro-pallet': { length: 1200, width: 800 },
  pallet: { length: 1200, width: 1000 },
  'half-pallet': { length: 800, width: 600 },
};

/** The footprint of a package type; nothing for one of any size. */
export const standardSides = (id: string): { readonly length: number; readonly width: number } | undefined =>
  isPackage(id) ? footprints[id] : undefined;

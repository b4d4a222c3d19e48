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

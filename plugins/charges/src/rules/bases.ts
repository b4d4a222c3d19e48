/** What a charge is counted by. `flat` is once; `percent` is of other charges of the same order. */
export const bases = ['flat', 'km', 'stop', 'kg', 'm3', 'ldm', 'pallet', 'hour', 'percent'] as const;
export type Basis = (typeof bases)[number];

/** What whoever approves may have to confirm one by one. */
export const checks = ['spelling', 'size', 'placement', 'garment', 'ink'] as const;
export type Check = (typeof checks)[number];

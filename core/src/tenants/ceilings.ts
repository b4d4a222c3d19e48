import type { Json } from '@docket/sdk';
import type { LimitName } from '../access/access.ts';

/** Limits that an operator may give a ceiling for a shop: how much of the machine it takes, and how far its doors are open. */
export const shopLimits = [
  'submitsPerShop',
  'submitsPerHour',
  'publicSubmitsPerHour',
  'freeSubmitsPerNetwork',
  'draftsPerNetwork',
  'linksPerNetwork',
  'entriesPerNetwork',
  'entriesPerLink',
  'uploadsPerHour',
  'uploadMegabytesPerDay',
  'readsPerMinute',
  'exportsPerHour',
  'codesPerShop',
  'invitesPerShop',
  'forwardsPerShop',
] as const satisfies readonly LimitName[];

/** A limit that may get a ceiling; its title is the setting's. */
export interface ShopLimit {
  readonly name: string;
  /** Key of the message that names it. */
  readonly title: string;
}

export const limits: readonly ShopLimit[] = shopLimits.map((name) => ({ name, title: `core.settings.${name}` }));

/** The core's settings of a shop, none of its limits above its ceiling. */
export function underCeilings(
  values: Readonly<Record<string, Json>>,
  ceilings: Readonly<Record<string, number>>,
): Readonly<Record<string, Json>> {
  const lowered = Object.entries(ceilings).flatMap(([name, most]) => {
    const value = values[name];
    return typeof value === 'number' && value > most ? [[name, most] as const] : [];
  });
  return lowered.length === 0 ? values : Object.freeze({ ...values, ...Object.fromEntries(lowered) });
}

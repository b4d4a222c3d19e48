import type { Refusal } from '@docket/sdk/client';
import type { ShopInfo } from '#lib/shop-info.ts';

/** The fields of the form that were refused for their form. */
export function wrongFields(refusal: Refusal | undefined): ReadonlySet<keyof ShopInfo> {
  const details = refusal?.code === 'input.malformed' ? refusal.details : [];
  const faults = Array.isArray(details) ? (details as readonly { readonly path?: unknown }[]) : [];
  return new Set(faults.map(({ path }) => String(path).split('.')[1] as keyof ShopInfo));
}

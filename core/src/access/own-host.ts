import type { Edge } from '../edge.ts';
import type { Call } from '../kernel/statement.ts';
import { ownHost } from './store-hosts.ts';

/** Reads the host that the browser is at, where it is one of the shop's own: no other word of a request names a host. */
export const ownHostCall = ({ shop, host }: Edge): Call => ownHost({ host, tenant: shop.tenant.id });

/** Prefix of a shop's addresses where the browser is: at a host of its own, or at the configured `url`. */
export function addressAt(url: string, row: unknown): string {
  const own = (row as { readonly host: string } | undefined)?.host;
  if (own === undefined) return url;
  const site = new URL(url);
  site.hostname = own;
  return site.origin;
}

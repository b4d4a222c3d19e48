import { createHash } from 'node:crypto';
import type { Json } from '@docket/sdk';

/** The one text of a JSON value: keys sorted, no spaces. Equal values have equal texts, whoever wrote them. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value as { readonly [key: string]: Json }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${canonical(child)}`).join(',')}}`;
}

/** SHA-256 of the canonical text, in hex: what approvals, versions and repeated submits are compared by. */
export const contentHash = (value: Json): string => createHash('sha256').update(canonical(value)).digest('hex');

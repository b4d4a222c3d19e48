import { randomUUID } from 'node:crypto';

/** A uuid v7 (RFC 9562), so that charges index in the sequence in which they came. */
export function freshId(now: Date): string {
  const time = now.getTime().toString(16).padStart(12, '0');
  // Version 4 has its chance, and the same variant, in the same places.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

import { createHash } from 'node:crypto';
import type { Json } from '@docket/sdk';
import { sortedJson } from '../rules/sorted-json.ts';

/** SHA-256 of a JSON value, hex; the same whatever sequence its keys are in. */
export const hashOfJson = (value: Json): string => sha256(sortedJson(value));

/** A uuid that is the same for the same text and for no other: version 8 (RFC 9562), of its SHA-256. */
export function uuidOf(text: string): string {
  const hex = sha256(text);
  const variant = ((Number.parseInt(hex[16]!, 16) & 0b0011) | 0b1000).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

import { randomBytes } from 'node:crypto';

/** Makes ids: uuid v7, so that they grow with time and index well. */
export type NewId = (now?: Date) => string;

/** A uuid v7 (RFC 9562): 48 bits of milliseconds, then chance. Made by the app, never by the database. */
export const newId: NewId = (now = new Date()) => {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

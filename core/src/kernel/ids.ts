import { randomUUID } from 'node:crypto';

/** Makes ids: uuid v7, so that they grow with time and index well. */
export type NewId = (now?: Date) => string;

/** A uuid v7 (RFC 9562): 48 bits of milliseconds, then chance. Made by the app, never by the database. */
export const newId: NewId = (now = new Date()) => {
  const time = now.getTime().toString(16).padStart(12, '0');
  // Version 4 has its chance, and the same variant, in the same places.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
};

import { randomInt, randomUUID } from 'node:crypto';

/** Makes ids: uuid v7, so that they grow with time and index well. */
export type NewId = (now?: Date) => string;

/** Where the milliseconds are that ids were made for last: calls that began in one go on making them while later ones begin. */
const counts = new Map<number, number>();

/**
 * A uuid v7 (RFC 9562): 48 bits of milliseconds, 24 that grow within one, then chance. What one process makes in one millisecond
 * stands in the sequence in which it was made; each begins anywhere in the lower half, so that nothing can be counted by it.
 */
export const newId: NewId = (now = new Date()) => {
  const moment = now.getTime();
  const count = ((counts.get(moment) ?? randomInt(2 ** 23)) + 1) % 2 ** 24;
  counts.delete(moment);
  counts.set(moment, count);
  if (counts.size > 10_000) counts.delete(counts.keys().next().value ?? moment);
  const time = moment.toString(16).padStart(12, '0');
  const place = count.toString(16).padStart(6, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${place.slice(0, 3)}-8${place.slice(3)}-${randomUUID().slice(24)}`;
};

import type { Stop } from './content.ts';
import { clockAt, type Day } from './local-times.ts';

/**
 * The last day, by the shop's clock, of the delivery that ends first; empty where no window is known. A delivery that is
 * asked for by whole days stays with them, wherever it is.
 */
export function dueOn(stops: readonly Stop[], shopZone: string): Day | '' {
  const [first] = stops
    .filter(({ action, latest }) => action === 'deliver' && latest !== '')
    .toSorted((one, other) => (one.latest < other.latest ? -1 : 1));
  if (!first) return '';
  return first.to === '' ? first.dateTo || first.date : clockAt(new Date(first.latest), shopZone).day;
}

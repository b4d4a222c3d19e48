import type { Place, Translate } from '@docket/ui';
import { dayWords } from '../day-words.ts';
import type { StopRow } from '../route/stop-rows.ts';

/** When a stop may be visited, in words and by the clock of its city; empty where no day is known. */
export function windowWords(
  t: Translate,
  { date, from, dateTo, to }: Pick<StopRow, 'date' | 'from' | 'dateTo' | 'to'>,
  city: string,
  place: Place,
): string {
  if (date === '') return '';
  const words = { date: dayWords(date, place), from, until: dayWords(dateTo, place), to, city };
  const ends = [from && 'from', to && 'to'].filter(Boolean).join('-') || 'day';
  return t(`transport.ui.when.${dateTo === '' || dateTo === date ? '' : 'days.'}${ends}`, words);
}

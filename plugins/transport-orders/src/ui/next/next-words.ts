import type { Place, Translate } from '@docket/ui';
import type { NextCollection, TransportOffers } from '#rules/offers.ts';
import { dayWords } from '../day-words.ts';

/** When it is collected next and until when orders for that day are taken, by the clock that counts. */
export function nextWords(
  t: Translate,
  { date, closes, time, day, place: city }: NextCollection,
  place: Place,
): string {
  if (date === '') return t('transport.ui.next.none');
  const words = { date: dayWords(date, place), time, city, day: dayWords(day, place) };
  if (closes === '') return t('transport.ui.next.open', words);
  return t(day === date ? 'transport.ui.next.closes-then' : 'transport.ui.next.closes', words);
}

/** What a draft's service, or its level, is called and when it collects next; nothing where none is chosen. */
export function nextOf(
  { services }: TransportOffers,
  service: string,
  level: string,
): { readonly title: string; readonly next: NextCollection } | undefined {
  const chosen = services.find(({ id }) => id === service);
  return chosen && { title: chosen.title, next: chosen.levels.find(({ id }) => id === level)?.next ?? chosen.next };
}

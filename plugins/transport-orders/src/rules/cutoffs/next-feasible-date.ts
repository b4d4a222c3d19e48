import { addDays, clockAt, type Day } from '../local-times.ts';
import { decideCutoff, zoneFor, type Collection, type CutoffQuestion } from './decide-cutoff.ts';
import { longestClosed } from './work-calendar.ts';

/** A question whose collection date may still be open. */
export type DateQuestion = Omit<CutoffQuestion, 'collection'> & { readonly collection: Partial<Collection> };

/**
 * The first day that is in time, from the asked day on, or from today where none is asked or it is past. Nothing where no
 * day is: the week has no working day, or the order that would change has closed.
 */
export function nextFeasibleDate(question: DateQuestion): Day | undefined {
  const { receivedAt, clock, collection } = question;
  const today = clockAt(receivedAt, zoneFor(collection, clock)).day;
  const first = collection.date !== undefined && collection.date > today ? collection.date : today;
  let late = 0;
  // Orders for the third working day close on the second at the earliest, which is to come.
  for (let days = 0; late < 3 && days < 3 * longestClosed(clock.calendar); days += 1) {
    const date = addDays(first, days);
    const { outcome } = decideCutoff({ ...question, collection: { ...collection, date } });
    if (outcome === 'in-time') return date;
    if (outcome === 'late') late += 1;
  }
}

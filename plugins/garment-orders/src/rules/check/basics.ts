import {
  addDays,
  quoted,
  readDay,
  textField,
  textOf,
  tickField,
  workingDays,
  type Day,
  type JsonGroup,
} from '@docket/sdk/content';
import type { CheckNotes } from '../codes.ts';
import type { GarmentSettings } from '../../settings.ts';
import type { GarmentContent } from '../content.ts';
import { methodOf } from '../methods.ts';

type Basics = Pick<GarmentContent, 'title' | 'method' | 'firm' | 'reference' | 'dueOn' | 'eventDate' | 'sentDue'>;

// Two years: beyond it a date is a slip of the hand far more often than a plan.
const farthest = 731;

/** Checks title, method, dates and reference. `today` is the day at the shop. */
export function readBasics(notes: CheckNotes, typed: JsonGroup, settings: GarmentSettings, today: Day): Basics {
  const title = textField(notes, typed, 'title', 'title');
  if (title === '') notes.refuse('title', 'title-missing');
  const method = readMethod(notes, typed, 'method', settings);
  if (method === '') notes.refuse('method', 'method-missing');
  const reference = textField(notes, typed, 'reference', 'reference', 60);
  return { title, method, reference, firm: tickField(typed, 'firm'), ...readDates(notes, typed, settings, today) };
}

/** The id of a method, or empty. One that the shop no longer offers goes to staff: older orders may have it. */
export function readMethod(notes: CheckNotes, typed: JsonGroup, path: string, settings: GarmentSettings): string {
  const id = textField(notes, typed, 'method', path);
  if (id === '') return '';
  if (!methodOf(id)) notes.refuse(path, 'method-unknown', { typed: quoted(id) });
  else if (!settings.methods.includes(id)) notes.refer(path, 'method-not-offered');
  return id;
}

function readDates(notes: CheckNotes, typed: JsonGroup, settings: GarmentSettings, today: Day) {
  const dueOn = readDue(notes, typed, today, settings);
  const eventDate = readEvent(notes, typed, today, dueOn);
  return { dueOn, eventDate, sentDue: readDay(textOf(typed['sentDue'])) ?? dueOn };
}

/**
 * The due date must be today or later when it is sent first. Later it may lie in the past, but not before the one
 * first sent: a late order must still be open to changes.
 */
function readDue(notes: CheckNotes, typed: JsonGroup, today: Day, { noticeDays }: GarmentSettings): string {
  const text = textField(notes, typed, 'dueOn', 'dueOn');
  const day = readDay(text);
  if (text === '') notes.refuse('dueOn', 'due-missing');
  else if (day === undefined) notes.refuse('dueOn', 'due-invalid', { typed: quoted(text) });
  else if (day < earliest(typed, today)) notes.refuse('dueOn', 'due-past', { today });
  else if (day > addDays(today, farthest)) notes.refuse('dueOn', 'due-far', { latest: addDays(today, farthest) });
  else if (day >= today && workingDays(today, day, noticeDays) < noticeDays)
    notes.warn('dueOn', 'due-soon', { days: noticeDays });
  return day ?? '';
}

function earliest(typed: JsonGroup, today: Day): Day {
  const sent = readDay(textOf(typed['sentDue']));
  return sent !== undefined && sent < today ? sent : today;
}

function readEvent(notes: CheckNotes, typed: JsonGroup, today: Day, dueOn: string): string {
  const text = textField(notes, typed, 'eventDate', 'eventDate');
  const day = readDay(text);
  if (text === '') return '';
  if (day === undefined) notes.refuse('eventDate', 'event-invalid', { typed: quoted(text) });
  else if (day < earliest(typed, today)) notes.refuse('eventDate', 'event-past', { today });
  else if (dueOn !== '' && day < dueOn) notes.warn('eventDate', 'event-before-due');
  return day ?? '';
}

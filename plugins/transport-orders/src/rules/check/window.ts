import { addDays, quoted, readDay, textField, type Day, type JsonGroup } from '@docket/sdk/content';
import { readTime } from '../clock-times.ts';
import type { CheckNotes } from '../codes.ts';
import type { PickedTime, Stop } from '../content.ts';
import { readWindow, type TimeWindow } from '../windows/time-window.ts';
import { readZone } from '../zones.ts';
import { addFaults } from './faults.ts';

/** What a stop counts by where it says nothing, and the day that it is there. */
export interface Here {
  readonly zone: string;
  readonly today: Day;
}

type StopTimes = Pick<
  Stop,
  'zone' | 'date' | 'from' | 'fromPick' | 'dateTo' | 'to' | 'toPick' | 'precision' | 'earliest' | 'latest'
>;

// A year: beyond it a date is a slip of the hand far more often than a plan.
const farthest = 366;

/** Checks when a stop may be visited. People are asked which they mean of a time that comes twice (H10). */
export function readTimes(
  notes: CheckNotes,
  sent: JsonGroup,
  path: string,
  here: Here,
): { readonly times: StopTimes; readonly window: TimeWindow | undefined } {
  const text = (key: string): string => textField(notes, sent, key, `${path}.${key}`);
  const zone = zoneOf(notes, text('zone'), `${path}.zone`, here.zone);
  const [from, to] = [clockOf(text('from')), clockOf(text('to'))];
  const [date, dateTo] = [dayOf(text('date')), dayOf(text('dateTo'))];
  const { window, faults } = readWindow(
    {
      zone,
      earliest: { date, time: from, pick: pickOf(text('fromPick')) },
      latest: { date: dateTo, time: to, pick: pickOf(text('toPick')) },
    },
    'ask',
  );
  const ends = { latest: lastOf({ to, dateTo }), 'latest.date': dateTo === '' ? undefined : 'dateTo' };
  const fieldOf = (field: string): string | undefined => ({ ...fields, ...ends })[field];
  addFaults(
    notes,
    // The latest day is that of the earliest where none is typed: what is wrong with it is said once.
    faults.filter(({ field }) => fieldOf(field) !== undefined),
    (field) => `${path}.${fieldOf(field)}`,
  );
  demandNear(notes, { date, dateTo }, path, here.today);
  return { times: { zone, date, from, dateTo, to, ...givenTimes(window) }, window };
}

const fields: Readonly<Record<string, string | undefined>> = {
  zone: 'zone',
  'earliest.date': 'date',
  'earliest.time': 'from',
  'latest.time': 'to',
};

/** Where the end of a window is to be mended: the last that was typed of it. */
export function lastOf({ to, dateTo }: Pick<Stop, 'to' | 'dateTo'>): 'to' | 'dateTo' | 'date' {
  if (to !== '') return 'to';
  return dateTo === '' ? 'date' : 'dateTo';
}

const givenTimes = (
  window: TimeWindow | undefined,
): Pick<Stop, 'fromPick' | 'toPick' | 'precision' | 'earliest' | 'latest'> => ({
  fromPick: window?.earliest.pick ?? '',
  toPick: window?.latest.pick ?? '',
  precision: window?.precision ?? 'date',
  earliest: window?.earliest.at.toISOString() ?? '',
  latest: window?.latest.at.toISOString() ?? '',
});

function zoneOf(notes: CheckNotes, typed: string, path: string, standard: string): string {
  const zone = typed === '' ? standard : readZone(typed);
  if (zone === undefined) notes.refuse(path, 'zone-unknown', { typed: quoted(typed) });
  return zone ?? standard;
}

/** As the calendar and the clock are written; what is neither stays as typed, to be named. */
const dayOf = (typed: string): string => readDay(typed) ?? typed;
const clockOf = (typed: string): string => readTime(typed) ?? typed;

const pickOf = (typed: string): Exclude<PickedTime, ''> | undefined =>
  typed === 'first' || typed === 'second' ? typed : undefined;

function demandNear(notes: CheckNotes, days: Pick<Stop, 'date' | 'dateTo'>, path: string, today: Day): void {
  const latest = addDays(today, farthest);
  for (const [key, typed] of Object.entries(days)) {
    const day = readDay(typed);
    if (day !== undefined && day > latest) notes.refuse(`${path}.${key}`, 'date-far', { typed: day, latest });
  }
}

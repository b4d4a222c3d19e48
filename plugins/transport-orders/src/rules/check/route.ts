import {
  addDays,
  groupOf,
  quoted,
  readDay,
  refuseUnknown,
  textField,
  type Day,
  type JsonGroup,
} from '@docket/sdk/content';
import { textKeys } from '../blank.ts';
import { readTime } from '../clock-times.ts';
import type { CheckNotes } from '../codes.ts';
import type { Stop, StopKey, TransportContent } from '../content.ts';
import { readCountry } from '../countries.ts';
import { readZone } from '../zones.ts';

/** What a stop counts by where it says nothing, and the day that it is there. */
interface Here {
  readonly zone: string;
  readonly today: Day;
}

// A year: beyond it a date is a slip of the hand far more often than a plan.
const farthest = 366;

/** Checks both stops, and that the goods are collected before they are delivered. */
export function readRoute(
  notes: CheckNotes,
  typed: JsonGroup,
  here: Here,
): Pick<TransportContent, 'collection' | 'delivery'> {
  const collection = readStop(notes, typed, 'collection', here);
  const delivery = readStop(notes, typed, 'delivery', here);
  if (isBefore(delivery, collection))
    notes.refuse('delivery.date', 'delivery-first', { collection: collection.date, delivery: delivery.date });
  return { collection, delivery };
}

/** By their days alone where one of them has no time: zones are apart by a day at most, and windows are wishes. */
function isBefore(delivery: Stop, collection: Stop): boolean {
  if (delivery.date === '' || collection.date === '') return false;
  if (delivery.date !== collection.date) return delivery.date < collection.date;
  return delivery.zone === collection.zone && delivery.to !== '' && delivery.to < collection.from;
}

function readStop(notes: CheckNotes, typed: JsonGroup, key: StopKey, here: Here): Stop {
  const sent = groupOf(typed[key]);
  refuseUnknown(notes, sent, textKeys.stop, key);
  const text = (name: keyof Stop): string => textField(notes, sent, name, `${key}.${name}`);
  const [name, town] = [text('name'), text('town')];
  if (name === '') notes.refuse(`${key}.name`, 'name-missing');
  if (town === '') notes.refuse(`${key}.town`, 'town-missing');
  return {
    name,
    street: text('street'),
    postcode: text('postcode'),
    town,
    country: countryOf(notes, text('country'), `${key}.country`),
    zone: zoneOf(notes, text('zone'), `${key}.zone`, here.zone),
    date: dateOf(notes, text('date'), `${key}.date`, here.today),
    ...readWindow(notes, { from: text('from'), to: text('to') }, key),
  };
}

function countryOf(notes: CheckNotes, typed: string, path: string): string {
  if (typed === '') notes.refuse(path, 'country-missing');
  const country = readCountry(typed);
  if (typed !== '' && country === undefined) notes.refuse(path, 'country-unknown', { typed: quoted(typed) });
  return country ?? '';
}

function zoneOf(notes: CheckNotes, typed: string, path: string, standard: string): string {
  const zone = typed === '' ? standard : readZone(typed);
  if (zone === undefined) notes.refuse(path, 'zone-unknown', { typed: quoted(typed) });
  return zone ?? standard;
}

function dateOf(notes: CheckNotes, typed: string, path: string, today: Day): string {
  const day = readDay(typed);
  const latest = addDays(today, farthest);
  if (typed === '') notes.refuse(path, 'date-missing');
  else if (day === undefined) notes.refuse(path, 'date-invalid', { typed: quoted(typed) });
  else if (day > latest) notes.refuse(path, 'date-far', { latest });
  return day ?? '';
}

function readWindow(notes: CheckNotes, typed: Pick<Stop, 'from' | 'to'>, key: StopKey): Pick<Stop, 'from' | 'to'> {
  const time = (end: 'from' | 'to'): string => {
    const read = typed[end] === '' ? '' : readTime(typed[end]);
    if (read === undefined) notes.refuse(`${key}.${end}`, 'time-invalid', { typed: quoted(typed[end]) });
    return read ?? '';
  };
  const [from, to] = [time('from'), time('to')];
  if (from !== '' && to !== '' && to < from) notes.refuse(`${key}.to`, 'window-reversed', { from, to });
  return { from, to };
}

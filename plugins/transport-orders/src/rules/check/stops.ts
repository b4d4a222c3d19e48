import {
  noteLength,
  quoted,
  readCount,
  textField,
  textOf,
  withOwnIds,
  type JsonGroup,
} from '@docket/sdk/content';
import { givenKeys, textKeys } from '../blank.ts';
import type { CheckNotes } from '../codes.ts';
import { most, stopActions, type Stop, type StopAction } from '../content.ts';
import type { TimeWindow } from '../windows/time-window.ts';
import { readAddress } from './address.ts';
import { numberFault } from './figures.ts';
import { rowId, sentRows } from './rows.ts';
import { readTimes, type Here } from './window.ts';

/** A stop with the window that was understood, and its path. */
export interface CheckedStop {
  readonly stop: Stop;
  readonly window: TimeWindow | undefined;
  readonly path: string;
}

const stopKeys = ['id', ...textKeys.stop, 'address', ...givenKeys.stop];

/** Checks the way: at least one collection and one delivery, each with place and time. */
export function readStops(notes: CheckNotes, typed: unknown, here: Here): readonly CheckedStop[] {
  const rows = sentRows(notes, typed, { path: 'stops', keys: stopKeys, most: most.stops, tooMany: 'stops-many' });
  const read = rows.map(({ row, path }) => readStop(notes, row, path, here));
  const stops = withOwnIds(
    read.map(({ stop }) => stop),
    's',
  );
  if (!stops.some(({ action }) => action === 'collect')) notes.refuse('stops', 'collection-missing');
  if (!stops.some(({ action }) => action === 'deliver')) notes.refuse('stops', 'delivery-missing');
  return read.map((one, at) => ({ ...one, stop: stops[at]! }));
}

function readStop(notes: CheckNotes, row: JsonGroup, path: string, here: Here): CheckedStop {
  const text = (key: keyof Stop, length?: number): string => textField(notes, row, key, `${path}.${key}`, length);
  const { times, window } = readTimes(notes, row, path, here);
  const stop: Stop = {
    id: rowId(row),
    action: actionOf(notes, text('action'), `${path}.action`),
    saved: text('saved'),
    address: readAddress(notes, row['address'], `${path}.address`),
    contact: text('contact'),
    phone: text('phone'),
    dock: text('dock'),
    openingHours: text('openingHours'),
    instructions: text('instructions', noteLength),
    ...times,
    serviceMinutes: minutesOf(notes, row['serviceMinutes'], `${path}.serviceMinutes`),
  };
  return { stop, window, path };
}

function actionOf(notes: CheckNotes, typed: string, path: string): StopAction {
  const action = stopActions.find((one) => one === typed);
  if (action === undefined) notes.refuse(path, 'action-unknown', { typed: quoted(typed) });
  return action ?? 'deliver';
}

/** A day at most: whoever stays longer is no stop on the way. */
const longestStay = 1440;

function minutesOf(notes: CheckNotes, typed: unknown, path: string): number | null {
  if (textOf(typed) === '') return null;
  const { value, fault } = readCount(typed, longestStay);
  if (fault === undefined) return value;
  notes.refuse(path, numberFault(fault), { typed: quoted(typed), most: longestStay, unit: 'min' });
  return null;
}

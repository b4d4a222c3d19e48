import { refusal, warning, type Fault } from '../fault.ts';
import { firstInstant, addDays, isClockTime, isDay, localTime, type ClockTime, type Day } from '../local-times.ts';

/** One end of a window as it is typed; `pick` says which is meant of a time that the clock shows twice. */
export interface TypedEnd {
  readonly date: string;
  readonly time?: string | undefined;
  readonly pick?: Pick | undefined;
}
export type Pick = 'first' | 'second';

/**
 * One end of a window: what was typed, and the instant that it is by the clock of the stop. Without a time the earliest end
 * is the start of its day, the latest the end of it. The instant is found anew whenever the rules of a zone change.
 */
export interface WindowEnd {
  readonly day: Day;
  readonly time?: ClockTime;
  readonly pick?: Pick;
  readonly at: Date;
}

/**
 * What of a repeated time is done: people are asked which they mean; for messages from machines, which nobody can ask,
 * the window is taken as long as it can be, with a warning (H10).
 */
export type OnRepeated = 'ask' | 'assume';

export type EndName = 'earliest' | 'latest';
export type EndFaultCode =
  | 'date-missing'
  | 'not-a-date'
  | 'not-a-time'
  | 'time-skipped'
  | 'time-repeated'
  | 'time-repeated-assumed';
export interface EndRead {
  readonly end?: WindowEnd;
  readonly fault?: Fault<EndFaultCode>;
}

/** Reads one end in a zone that exists. Nothing is shifted silently: a time that never comes is refused (H7, H9, H10). */
export function readEnd(typed: TypedEnd, name: EndName, zone: string, onRepeated: OnRepeated): EndRead {
  const [date, time] = [typed.date.trim(), typed.time?.trim() || undefined];
  if (date === '') return { fault: refusal(`${name}.date`, 'date-missing') };
  if (!isDay(date)) return { fault: refusal(`${name}.date`, 'not-a-date', { typed: date.slice(0, 40) }) };
  if (time === undefined)
    return { end: { day: date, at: firstInstant(name === 'latest' ? addDays(date, 1) : date, '00:00', zone) } };
  if (!isClockTime(time)) return { fault: refusal(`${name}.time`, 'not-a-time', { typed: time.slice(0, 40) }) };
  return readTime({ day: date, time, zone, name, pick: typed.pick, onRepeated });
}

interface TimeQuestion {
  readonly day: Day;
  readonly time: ClockTime;
  readonly zone: string;
  readonly name: EndName;
  readonly pick: Pick | undefined;
  readonly onRepeated: OnRepeated;
}

function readTime({ day, time, zone, name, pick, onRepeated }: TimeQuestion): EndRead {
  const local = localTime(day, time, zone);
  if (local.clock === 'once') return { end: { day, time, at: local.at } };
  const params = { day, time, zone };
  if (local.clock === 'missing')
    return {
      fault: refusal(`${name}.time`, 'time-skipped', { ...params, meant: local.meant.time, meantDay: local.meant.day }),
    };
  if (pick) return { end: { day, time, pick, at: local[pick] } };
  if (onRepeated === 'ask') return { fault: refusal(`${name}.time`, 'time-repeated', params) };
  const assumed = name === 'earliest' ? 'first' : 'second';
  return {
    end: { day, time, pick: assumed, at: local[assumed] },
    fault: warning(`${name}.time`, 'time-repeated-assumed', { ...params, assumed }),
  };
}

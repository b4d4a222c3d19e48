import { refusal, type Fault } from '../fault.ts';
import { isZone } from '../local-times.ts';
import { readEnd, type EndFaultCode, type OnRepeated, type TypedEnd, type WindowEnd } from './window-end.ts';

/** When a stop may be visited, as it is typed. A latest end without a date is on the day of the earliest. */
export interface TypedWindow {
  /** IANA zone of the stop. */
  readonly zone: string;
  readonly earliest: TypedEnd;
  readonly latest: TypedEnd;
}

/** When a stop may be visited. `date` where whole days are asked for: a day stays a day, whatever its instants. */
export interface TimeWindow {
  readonly zone: string;
  readonly precision: 'date' | 'time';
  readonly earliest: WindowEnd;
  readonly latest: WindowEnd;
}

export type WindowFaultCode = EndFaultCode | 'zone-unknown' | 'latest-before-earliest' | 'delivery-before-collection';
type WindowFault = Fault<WindowFaultCode>;

/** Reads a window; it is there unless something is refused. An appointment has the same time twice. */
export function readWindow(
  typed: TypedWindow,
  onRepeated: OnRepeated,
): { readonly window?: TimeWindow; readonly faults: readonly WindowFault[] } {
  const { zone } = typed;
  if (!isZone(zone)) return { faults: [refusal('zone', 'zone-unknown', { typed: zone.slice(0, 40) })] };
  const earliest = readEnd(typed.earliest, 'earliest', zone, onRepeated);
  const latest = readEnd(endOn(typed), 'latest', zone, onRepeated);
  const faults: WindowFault[] = [earliest.fault, latest.fault].filter((fault) => fault !== undefined);
  if (!earliest.end || !latest.end) return { faults };
  const precision = earliest.end.time || latest.end.time ? 'time' : 'date';
  const window = { zone, precision, earliest: earliest.end, latest: latest.end } as const;
  return endsFirst(window) ? { faults: [...faults, reversed(window)] } : { window, faults };
}

const endOn = ({ earliest, latest }: TypedWindow): TypedEnd =>
  latest.date.trim() === '' ? { ...latest, date: earliest.date } : latest;

/** A day that is over when the window starts is before it; a time may be the same. */
const endsFirst = ({ earliest, latest }: TimeWindow): boolean =>
  latest.time ? latest.at < earliest.at : latest.at <= earliest.at;

const reversed = ({ earliest, latest }: TimeWindow): WindowFault =>
  refusal('latest', 'latest-before-earliest', { earliest: shown(earliest), latest: shown(latest) });

/** What is wrong with the sequence of two stops: what must be delivered before it can be collected (H15). */
export function sequenceFault(collection: TimeWindow, delivery: TimeWindow): WindowFault | undefined {
  if (delivery.latest.at > collection.earliest.at) return undefined;
  const params = { collection: shown(collection.earliest), delivery: shown(delivery.latest) };
  return refusal('delivery.latest', 'delivery-before-collection', params);
}

const shown = ({ day, time }: WindowEnd): string => (time ? `${day} ${time}` : day);

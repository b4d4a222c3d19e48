import { quoted } from '@docket/sdk/content';
import type { CheckNotes } from '../codes.ts';
import type { StopAction } from '../content.ts';
import { sequenceFault } from '../windows/time-window.ts';
import type { CheckedLine } from './goods.ts';
import type { CheckedStop } from './stops.ts';
import { lastOf } from './window.ts';

/** Where goods may get on, and where they may get off. */
const loading: readonly StopAction[] = ['collect', 'transship'];
const unloading: readonly StopAction[] = ['deliver', 'transship', 'return'];

/**
 * Checks that all goods are collected before they are delivered, by the sequence of the stops and by their windows
 * (H15). What is wrong with two stops is said once, however many lines travel between them.
 */
export function checkTravel(notes: CheckNotes, lines: readonly CheckedLine[], stops: readonly CheckedStop[]): void {
  const first = stops.findIndex(({ stop }) => stop.action === 'collect');
  const last = stops.findLastIndex(({ stop }) => stop.action === 'deliver');
  if (first < 0 || last < 0) return;
  const seen = new Set<string>();
  const travel = (from: number, to: number, path: string): void => {
    if (seen.has(`${from} ${to}`)) return;
    seen.add(`${from} ${to}`);
    if (to <= from) notes.refuse(path, 'stops-reversed', { from: from + 1, to: to + 1 });
    else checkWindows(notes, stops[from]!, stops[to]!);
  };
  travel(first, last, 'stops');
  for (const { line, path } of lines) {
    const from = placeOf(notes, line.from, `${path}.from`, stops, first);
    const to = placeOf(notes, line.to, `${path}.to`, stops, last);
    if (from === undefined || to === undefined) continue;
    if (!loading.includes(stops[from]!.stop.action)) notes.refuse(`${path}.from`, 'from-unloading', { from: from + 1 });
    else if (!unloading.includes(stops[to]!.stop.action)) notes.refuse(`${path}.to`, 'to-loading', { to: to + 1 });
    else travel(from, to, `${path}.to`);
  }
}

function placeOf(
  notes: CheckNotes,
  id: string,
  path: string,
  stops: readonly CheckedStop[],
  standard: number,
): number | undefined {
  if (id === '') return standard;
  const at = stops.findIndex(({ stop }) => stop.id === id);
  if (at >= 0) return at;
  notes.refuse(path, 'stop-unknown', { typed: quoted(id) });
  return undefined;
}

function checkWindows(notes: CheckNotes, from: CheckedStop, to: CheckedStop): void {
  if (!from.window || !to.window) return;
  const fault = sequenceFault(from.window, to.window);
  if (fault) notes.refuse(`${to.path}.${lastOf(to.stop)}`, fault.code, fault.params);
}

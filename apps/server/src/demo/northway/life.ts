import type { Receipt, SeededStep } from '@docket/core';
import type { Chance } from '../chance.ts';
import { dayOf, instantOf, later, workday } from './calendar.ts';
import type { Arrival, Carrier, Crew } from './carrier.ts';
import type { PlannedStop } from './transports.ts';

/** What became of an order until now, and what its customer asked of it on the way. */
export interface Life {
  /** From its arrival to where planning begins; a quote is answered here. */
  readonly taken: readonly SeededStep[];
  /** When its customer asked for something else, or for its end. */
  readonly wish?: { readonly intent: 'change' | 'cancel'; readonly at: Date; readonly decidedAt: Date };
  /** From the planning to the invoice. */
  readonly driven: readonly SeededStep[];
  /** When all papers of it were there, where they are. */
  readonly completedAt?: Date | undefined;
}

interface Born extends Pick<Carrier, 'crew' | 'now'>, Pick<Arrival, 'at' | 'stands'> {
  readonly receipt: Receipt;
  readonly stops: readonly PlannedStop[];
}

const weeks = (count: number): number => count * 7 * 24 * 60;

/** The life of an order by the days that it was asked for; nothing of it is later than now. */
export function lifeOf(chance: Chance, born: Born): Life {
  const { at, receipt, stops, crew, now } = born;
  if (born.stands !== undefined) return { taken: [], driven: upTo(chance, born) };
  const isQuote = receipt.prefix === 'Q';
  const past = (steps: readonly SeededStep[]): readonly SeededStep[] => steps.filter((step) => step.at < now);
  if (isQuote && chance.inTurn('refused', 6)) return { taken: past([refused(chance, at, crew)]), driven: [] };
  const begins = isQuote ? later(at, chance.between(40, 1300)) : at;
  const taken = isQuote ? past([{ at: begins, staff: crew.dispatcher, to: 'to-plan' }]) : [];
  const planned = planning(chance, begins, stops);
  const free = (planned.getTime() - begins.getTime()) / 60_000;
  const wish = wishIn(chance, begins, free);
  if (wish && wish.at < now && wish.intent === 'cancel') return { taken, wish, driven: [] };
  if (free > 60 && chance.inTurn('called off', 50))
    return { taken, driven: past([{ at: later(begins, free * 0.5), staff: crew.owner, to: 'cancelled' }]) };
  const driven = past(driving(chance, planned, born));
  const completedAt = driven.find((step) => 'to' in step && step.to === 'completed')?.at;
  return { taken, ...(wish && wish.at < now && { wish }), driven, completedAt };
}

/** One in thirty is asked about, where there is time: between its arrival and the planning. */
function wishIn(chance: Chance, begins: Date, free: number): Life['wish'] {
  if (free <= 300 || !chance.is(0.03)) return undefined;
  const intent = chance.is(0.6) ? 'change' : 'cancel';
  return { intent, at: later(begins, free * 0.3), decidedAt: later(begins, free * 0.6) };
}

/** Two of three are declined within days; nobody ever answered the others. The oldest is one of those. */
const refused = (chance: Chance, at: Date, { dispatcher, owner }: Crew): SeededStep =>
  chance.inTurn('expired', 3)
    ? { at: later(at, weeks(2)), staff: owner, to: 'expired' }
    : { at: later(at, chance.between(200, 4000)), staff: dispatcher, to: 'declined' };

/** The afternoon before the collection; at once where that has passed. */
function planning(chance: Chance, begins: Date, [collection]: readonly PlannedStop[]): Date {
  const eve = instantOf(workday(collection!.day, -1), '15:00');
  const soon = later(begins, chance.between(12, 50));
  return eve > soon ? later(eve, chance.between(0, 110)) : soon;
}

/** What happened to an order that stands somewhere: one that is driven arrived, and its papers are not back. */
function upTo(chance: Chance, born: Born): readonly SeededStep[] {
  const { at, stands, stops, now, crew } = born;
  if (stands === 'quote') return [];
  if (stands === 'planned') return [{ at: later(now, -40), staff: crew.dispatcher, to: 'planned' }];
  const paperwork = ['completed', 'invoiced'];
  return driving(chance, planning(chance, at, stops), born).filter(
    (step) => !('to' in step && paperwork.includes(step.to)),
  );
}

function driving(chance: Chance, planned: Date, { stops, crew, now }: Born): readonly SeededStep[] {
  const { dispatcher, owner } = crew;
  const steps: SeededStep[] = [{ at: planned, staff: dispatcher, to: 'planned' }];
  let earliest = planned;
  for (const stop of stops) {
    const came = visit(chance, stop, earliest);
    const left = later(came, chance.between(15, 55));
    earliest = later(left, 2);
    const mark = (type: string, at: Date) => ({ at, staff: dispatcher, part: stop.id, type });
    // Nobody looks up any more when a vehicle came weeks ago.
    const isRecent = came.getTime() > now.getTime() - weeks(2) * 60_000;
    steps.push(...(isRecent ? [mark('arrived', came), mark('departed', left)] : []), {
      ...mark('done', earliest),
      ...(chance.is(0.05) && { note: chance.of(remarks) }),
    });
  }
  const completed = instantOf(workday(dayOf(earliest), 1), '10:30');
  const invoiced = instantOf(workday(dayOf(earliest), chance.between(4, 8)), '16:00');
  return [
    ...steps,
    { at: completed, staff: dispatcher, to: 'completed' },
    { at: invoiced, staff: owner, to: 'invoiced' },
  ];
}

/** Within the window, and after the stop before. */
function visit(chance: Chance, { day, window: [from, to], place }: PlannedStop, earliest: Date): Date {
  const [opens, closes] = [instantOf(day, from || '09:00', place.zone), instantOf(day, to || '16:00', place.zone)];
  const came = new Date(opens.getTime() + chance.share() * 0.8 * (closes.getTime() - opens.getTime()));
  return came > earliest ? came : later(earliest, chance.between(25, 70));
}

const remarks = [
  'Waited for the forklift.',
  'One carton dented, noted on the papers.',
  'Signed by the night shift.',
  'Driver came through the side gate.',
];

import { issue, on, status, type Fact, type Issue, type Marking, type Marks } from '@docket/sdk';
import type { Stop, TransportContent } from '../rules/content.ts';
import type { StopCode } from '../rules/codes.ts';
import { transportId } from '../rules/kind.ts';

/** What may be recorded of a stop. The way goes on with `done`; the others tell when a vehicle came and went. */
export const stopEvents = ['arrived', 'departed', 'done'] as const;

/** How many of an order's collections, or of its deliveries, are done. */
export type Share = 'none' | 'part' | 'all';

/** How far a transport is, whatever its status: by the stops that it has now and what is recorded of them. */
export function progressOf(
  { stops }: Pick<TransportContent, 'stops'>,
  marks: Marks,
): { readonly collected: Share; readonly delivered: Share } {
  const share = (action: Stop['action']): Share => {
    const wanted = stops.filter((stop) => stop.action === action);
    const done = wanted.filter(({ id }) => isDone(marks, id)).length;
    if (done === 0) return 'none';
    return done === wanted.length ? 'all' : 'part';
  };
  return { collected: share('collect'), delivered: share('deliver') };
}

const isDone = (marks: Marks, stop: string): boolean =>
  Object.hasOwn(marks, stop) && Object.hasOwn(marks[stop]!, 'done');

/** Tells whoever asks how much is collected and delivered. */
export const stopFacts = on(status.facts, ({ kind, content, marks }) => {
  if (kind !== transportId) return undefined;
  return Object.entries(progressOf(content as TransportContent, marks)).map(([id, value]) => ({ id, value }));
});

/**
 * Keeps the status with the stops: on the way once all is collected, delivered once all is delivered, and never cancelled
 * once anything was collected (T-49).
 */
export const stopsAllow = on(status.mayMove, ({ kind, from, to, facts }) => {
  if (kind !== transportId) return [];
  const { collected, delivered } = sharesIn(facts);
  const refuse = (code: StopCode): readonly Issue[] => [issue('refuse', `transport.${code}`, '', {}, 'staff')];
  // Back from a later status nothing has to be done anew.
  if (to === 'in-transit' && from === 'planned' && collected !== 'all') return refuse('not-collected');
  if (to === 'delivered' && from === 'in-transit' && delivered !== 'all') return refuse('not-delivered');
  if (to === 'cancelled' && collected !== 'none') return refuse('collected-already');
  return [];
});

/** What nobody says is as if nothing were done, except for cancelling: there it is as if something were. */
const sharesIn = (facts: readonly Fact[]): { readonly collected: string; readonly delivered: string } => ({
  collected: facts.find(({ id }) => id === 'collected')?.value ?? 'unknown',
  delivered: facts.find(({ id }) => id === 'delivered')?.value ?? 'unknown',
});

/** The last collection and the last delivery move the order on. */
const ways: Readonly<Record<string, { readonly fact: string; readonly to: string } | undefined>> = {
  planned: { fact: 'collected', to: 'in-transit' },
  'in-transit': { fact: 'delivered', to: 'delivered' },
};

/** What staff record of the stops of an order that is planned or under way. */
export const stopMarking: Marking<TransportContent> = {
  types: stopEvents,
  statuses: ['to-plan', 'planned', 'in-transit', 'delivered', 'completed'],
  parts: ({ stops }) =>
    stops.map(({ id, action, address, zone }) => ({
      id,
      name: address.city,
      about: `transport.action.${action}`,
      zone,
    })),
  leads(from, facts) {
    const way = ways[from];
    return way && facts.some(({ id, value }) => id === way.fact && value === 'all') ? way.to : undefined;
  },
};

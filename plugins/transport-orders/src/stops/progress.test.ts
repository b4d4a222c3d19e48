import { readFileSync } from 'node:fs';
import type { CallContext, Fact, Issue, Marks } from '@docket/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextOf } from '../intake/context.fixture.ts';
import type { Stop } from '../rules/content.ts';
import { checked } from '../rules/check/checked.fixture.ts';
import { paint } from '../rules/samples.fixture.ts';
import { progressOf, stopEvents, stopFacts, stopMarking, stopsAllow, type Share } from './progress.ts';

const english = JSON.parse(readFileSync(new URL('../../messages/en.json', import.meta.url), 'utf8')) as object;
const { content } = checked(paint);
const [collection, delivery] = content!.stops as readonly [Stop, Stop];
const wayOf = (...actions: readonly Stop['action'][]) => ({
  stops: actions.map((action, at) => ({ ...collection, id: `s${at}`, action })),
});
const done = (...ids: readonly string[]): Marks =>
  Object.fromEntries(ids.map((id) => [id, { done: '2026-06-17T06:30:00.000Z' }]));

describe('how far a transport is', () => {
  const two = wayOf('collect', 'collect', 'deliver', 'return');
  it.each<[Marks, Share, Share]>([
    [{}, 'none', 'none'],
    [done('s0'), 'part', 'none'],
    [done('s0', 's1'), 'all', 'none'],
    [done('s0', 's1', 's2'), 'all', 'all'],
    // A vehicle that came and went has not taken anything yet.
    [{ s0: { arrived: '2026-06-17T06:30:00.000Z', departed: '2026-06-17T06:31:00.000Z' } }, 'none', 'none'],
    // What is no stop any more counts for nothing, and what comes back is no delivery.
    [done('s9', 's3'), 'none', 'none'],
  ])('by %j is %s collected and %s delivered', (marks, collected, delivered) => {
    expect(progressOf(two, marks)).toEqual({ collected, delivered });
  });

  it('[T-49] is what the latest event of each stop says, whatever the sequence of events and what was taken back', () => {
    const actions = fc.array(fc.constantFrom<Stop['action']>('collect', 'deliver'), { minLength: 1, maxLength: 5 });
    const events = fc.array(
      fc.record({ stop: fc.nat(4), type: fc.constantFrom(...stopEvents), isDone: fc.boolean() }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(actions, events, (way, happened) => {
        const marks: Record<string, Record<string, string>> = {};
        const latest = new Map<string, boolean>();
        for (const { stop, type, isDone } of happened) {
          const { [type]: _, ...others } = marks[`s${stop}`] ?? {};
          marks[`s${stop}`] = isDone ? { ...others, [type]: '2026-06-17T06:30:00.000Z' } : others;
          if (type === 'done') latest.set(`s${stop}`, isDone);
        }
        const expected = (action: string): Share => {
          const said = way.flatMap((one, at) => (one === action ? [latest.get(`s${at}`) ?? false] : []));
          if (!said.includes(true)) return 'none';
          return said.includes(false) ? 'part' : 'all';
        };
        expect(progressOf(wayOf(...way), marks)).toEqual({
          collected: expected('collect'),
          delivered: expected('deliver'),
        });
      }),
    );
  });
});

describe('a move of a transport', () => {
  const orderId = '00000000-0000-4000-8000-000000000001';
  const context: CallContext = contextOf({});
  const issuesOf = (from: string, to: string, facts: readonly Fact[], kind = 'transport') =>
    (stopsAllow.handler({ orderId, kind, from, to, facts }, context) as readonly Issue[]).map(({ code }) => code);
  const factsOf = (marks: Marks, kind = 'transport') =>
    stopFacts.handler({ orderId, kind, content: content!, marks }, context) as readonly Fact[] | undefined;

  it.each<[string, string, Marks, readonly string[]]>([
    ['planned', 'in-transit', {}, ['transport.not-collected']],
    ['planned', 'in-transit', done(collection.id), []],
    ['in-transit', 'delivered', done(collection.id), ['transport.not-delivered']],
    ['in-transit', 'delivered', done(collection.id, delivery.id), []],
    ['to-plan', 'cancelled', {}, []],
    ['planned', 'cancelled', done(collection.id), ['transport.collected-already']],
    ['delivered', 'in-transit', {}, []],
    ['in-transit', 'planned', {}, []],
  ])('from %s to %s with %j', (from, to, marks, expected) => {
    expect(issuesOf(from, to, factsOf(marks)!)).toEqual(expected);
  });

  it('[T-49] is refused where nobody knows what is collected', () => {
    expect(issuesOf('planned', 'in-transit', [])).toEqual(['transport.not-collected']);
    expect(issuesOf('planned', 'cancelled', [])).toEqual(['transport.collected-already']);
  });

  it('is nothing to orders of another kind', () => {
    expect(factsOf({}, 'note')).toBeUndefined();
    expect(issuesOf('planned', 'cancelled', [], 'note')).toEqual([]);
  });

  it('is made by the last collection and the last delivery', () => {
    const leads = (from: string, ...ids: readonly string[]) => stopMarking.leads!(from, factsOf(done(...ids))!);
    expect(leads('planned', collection.id)).toBe('in-transit');
    expect(leads('in-transit', collection.id)).toBeUndefined();
    expect(leads('in-transit', collection.id, delivery.id)).toBe('delivered');
    expect(leads('to-plan', collection.id)).toBeUndefined();
  });
});

describe('what is recorded of a stop', () => {
  it('has words in the history, by the town', () => {
    expect(stopMarking.parts(content!)).toEqual([
      { id: 's1', name: 'Antwerpen', about: 'transport.action.collect', zone: 'Europe/Brussels' },
      { id: 's2', name: 'Dublin', about: 'transport.action.deliver', zone: 'Europe/Dublin' },
    ]);
    expect(english).toHaveProperty(['marking.transport']);
    for (const type of stopMarking.types)
      for (const key of [`mark.transport.${type}`, `event.transport.${type}`, `event.transport.${type}.undone`])
        expect(english).toHaveProperty([key]);
  });
});

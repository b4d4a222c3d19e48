import { defineHook, issue, on, type CallContext, type HookKind, type Issue, type Tap } from '@docket/sdk';
import * as fc from 'fast-check';
import * as z from 'zod';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { hooks, pluginOf, tenant } from '../testing/plugins.ts';
import { createActivation } from './activation.ts';
import { createBreaker } from './breaker.ts';
import { createDispatcher } from './dispatch.ts';
import { PluginAbort } from './errors.ts';
import type { Failure } from './faults.ts';
import { openCall, type OpenCall } from './open-call.ts';
import { loadPlugins } from './registry.ts';

let now = 0;
let faults: Failure[] = [];
beforeEach(() => {
  now = 1_000_000;
  faults = [];
});

const dispatcherWith = ({ parse = true, breaker = createBreaker({ clock: () => now }) } = {}) =>
  createDispatcher({ faults: { record: (failure) => faults.push(failure) }, breaker, parse });

/** A call of a tenant with plugins `a`, `b`, `c`… switched on, one for each list of taps. */
async function callOf(...taps: readonly (readonly Tap[])[]): Promise<OpenCall> {
  const plugins = taps.map((own, n) => pluginOf(String.fromCodePoint(97 + n), { hooks: own }));
  const registry = await loadPlugins({ name: 'd', title: 'D', plugins });
  const { table } = createActivation(registry).activate(plugins.map(({ id }) => id));
  return openCall({
    table,
    tenant,
    asking: { actor: { type: 'anonymous' }, now: new Date(0) },
    settingsOf: (plugin) => Object.freeze({ of: plugin }),
    originsOf: (plugin) => ({ of: plugin === 'a' ? 'customer' : 'tenant' }),
    settingsFor: async (plugin, { customerId = '' }) => ({ values: { of: plugin, customerId }, origins: {} }),
    reach: broken,
  });
}

const input = { n: 1 };
const later = <T>(value: T, milliseconds = 1): Promise<T> =>
  new Promise((resolve) => void setTimeout(() => resolve(value), milliseconds));
const refuse = (code: string): Issue => issue('refuse', code, '');
const broken = (): never => {
  throw new Error('broken');
};
const by = (id: string, outcome: string, reason?: string) => ({
  by: id,
  outcome,
  ...(reason !== undefined && { reason }),
});

describe('a hook that nobody taps', () => {
  it('answers at once, for every kind', async () => {
    const [dispatcher, call] = [dispatcherWith(), await callOf()];
    expect(dispatcher.ask(hooks.first, input, call)).toMatchObject({ value: undefined, trace: [] });
    expect(dispatcher.gather(hooks.gather, input, call)).toEqual({ answers: [], partial: false, failed: [] });
    expect(dispatcher.guard(hooks.closed, input, call)).toMatchObject({ issues: [], trace: [] });
    expect(dispatcher.within(hooks.within, input, call)).toEqual([]);
    expect(dispatcher.subscribers(hooks.event, call)).toEqual([]);
  });
});

describe('asking for the first answer', () => {
  it('asks in sequence, stops at the first answer and says who was passed', async () => {
    const never = vi.fn<() => number>(() => 9);
    const call = await callOf([on(hooks.first, () => undefined)], [on(hooks.first, () => 7)], [on(hooks.first, never)]);
    expect(dispatcherWith().ask(hooks.first, input, call)).toEqual({
      value: 7,
      trace: [by('a', 'passed'), by('b', 'answered')],
    });
    expect(never).not.toHaveBeenCalled();
  });

  it('takes an answer that is falsy for an answer', async () => {
    const call = await callOf([on(hooks.first, () => 0)], [on(hooks.first, () => 1)]);
    expect(dispatcherWith().ask(hooks.first, input, call)).toMatchObject({ value: 0 });
  });

  it('stays synchronous until somebody answers with a promise, and then goes on in sequence', async () => {
    const seen: string[] = [];
    const taps = (id: string, answer: number | undefined) => [
      on(hooks.first, async () => {
        seen.push(`${id} asked`);
        await later(undefined);
        seen.push(`${id} answered`);
        return answer;
      }),
    ];
    const call = await callOf([on(hooks.first, () => undefined)], taps('b', undefined), taps('c', 3));
    const asked = dispatcherWith().ask(hooks.first, input, call);
    expect(asked).toBeInstanceOf(Promise);
    expect(await asked).toEqual({ value: 3, trace: [by('a', 'passed'), by('b', 'passed'), by('c', 'answered')] });
    expect(seen).toEqual(['b asked', 'b answered', 'c asked', 'c answered']);
  });

  it('goes on with the next when one throws, rejects, is late or answers badly, and keeps the reason', async () => {
    const call = await callOf(
      [on(hooks.first, broken)],
      [on(hooks.first, () => Promise.reject(new Error('rejected')))],
      [on(hooks.first, () => later(1, 200))],
      [on(hooks.first, () => 'seven' as unknown as number)],
      [on(hooks.first, () => 5)],
    );
    const { value, trace } = await dispatcherWith().ask(hooks.first, input, call);
    expect(value).toBe(5);
    expect(trace.slice(0, 3)).toEqual([
      by('a', 'failed', 'broken'),
      by('b', 'failed', 'rejected'),
      by('c', 'failed', 'There was no answer within 20 ms.'),
    ]);
    expect(trace[3]).toMatchObject({ by: 'd', outcome: 'failed' });
    expect(faults.map(({ plugin, kind, hook, tenantId, version }) => [plugin, kind, hook, tenantId, version])).toEqual([
      ['a', 'throw', 'test.first', 't1', '1.0.0'],
      ['b', 'throw', 'test.first', 't1', '1.0.0'],
      ['c', 'timeout', 'test.first', 't1', '1.0.0'],
      ['d', 'invalid', 'test.first', 't1', '1.0.0'],
    ]);
  });

  it('keeps the answer’s own reason', async () => {
    const hook = defineHook('first', {
      name: 'test.reasoned',
      about: 'For tests.',
      input: z.unknown(),
      output: z.object({ reason: z.string() }),
    });
    const call = await callOf([on(hook, () => ({ reason: 'It is Sunday.' }))]);
    expect(dispatcherWith().ask(hook, {}, call)).toMatchObject({ trace: [by('a', 'answered', 'It is Sunday.')] });
  });

  it('finds the same answer and trace however its handlers answer: at once, by promise, or mixed', async () => {
    const replies = fc.array(
      fc.record({
        answer: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
        fails: fc.boolean(),
        waits: fc.boolean(),
      }),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(replies, async (said) => {
        const call = await callOf(
          ...said.map(({ answer, fails, waits }) => [
            on(hooks.first, () => {
              if (fails) return waits ? Promise.reject(new Error('broken')) : broken();
              return waits ? Promise.resolve(answer) : answer;
            }),
          ]),
        );
        const { value, trace } = await dispatcherWith().ask(hooks.first, input, call);
        const first = said.findIndex(({ answer, fails }) => !fails && answer !== undefined);
        const asked = first === -1 ? said : said.slice(0, first + 1);
        expect(value).toBe(said[first]?.answer);
        expect(trace.map(({ outcome }) => outcome)).toEqual(
          asked.map(({ fails, answer }) => (fails ? 'failed' : answer === undefined ? 'passed' : 'answered')),
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe('gathering', () => {
  it('calls everybody before it waits for anybody, and gives answers in sequence', async () => {
    const seen: string[] = [];
    const call = await callOf(
      [on(hooks.gather, async () => (seen.push('a'), later(1, 10)))],
      [on(hooks.gather, () => (seen.push('b'), undefined))],
      [on(hooks.gather, () => (seen.push('c'), 3))],
    );
    const gathered = dispatcherWith().gather(hooks.gather, input, call);
    expect(seen).toEqual(['a', 'b', 'c']);
    expect(await gathered).toEqual({
      answers: [
        { plugin: 'a', value: 1 },
        { plugin: 'c', value: 3 },
      ],
      partial: false,
      failed: [],
    });
  });

  it('leaves out who fails and names it', async () => {
    const call = await callOf(
      [on(hooks.gather, () => 1)],
      [on(hooks.gather, broken)],
      [on(hooks.gather, () => later(2, 200))],
    );
    expect(await dispatcherWith().gather(hooks.gather, input, call)).toEqual({
      answers: [{ plugin: 'a', value: 1 }],
      partial: true,
      failed: ['b', 'c'],
    });
  });
});

describe('guarding', () => {
  it('gives all issues of all in sequence, with their codes in the trace', async () => {
    const call = await callOf(
      [on(hooks.closed, () => [])],
      [on(hooks.closed, () => later([refuse('b.one'), refuse('b.two')]))],
      [on(hooks.closed, () => [refuse('c.one')])],
    );
    const { issues, trace } = await dispatcherWith().guard(hooks.closed, input, call);
    expect(issues.map(({ code }) => code)).toEqual(['b.one', 'b.two', 'c.one']);
    expect(trace).toEqual([by('a', 'passed'), by('b', 'answered', 'b.one, b.two'), by('c', 'answered', 'c.one')]);
  });

  it('refuses when a plugin of a closed hook fails, and tells only staff which it was', async () => {
    const call = await callOf([on(hooks.closed, broken)], [on(hooks.closed, () => [refuse('b.one')])]);
    const { issues } = await dispatcherWith().guard(hooks.closed, input, call);
    expect(issues).toMatchObject([
      { code: 'plugin.unavailable', severity: 'refuse' },
      { code: 'plugin.unavailable.detail', params: { plugin: 'a', hook: 'test.closed' }, audience: 'staff' },
      { code: 'b.one' },
    ]);
  });

  it('lets pass when a plugin of an open hook fails, and records it', async () => {
    const call = await callOf([on(hooks.open, () => later([], 200))]);
    const { issues, trace } = await dispatcherWith().guard(hooks.open, input, call);
    expect(issues).toEqual([]);
    expect(trace).toMatchObject([{ by: 'a', outcome: 'failed' }]);
    expect(faults).toMatchObject([{ plugin: 'a', kind: 'timeout' }]);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a word', 'no'],
    ['an object', {}],
    ['issues without a code', [{ severity: 'refuse' }]],
  ])('takes %s for a failure, in production too', async (_, answer) => {
    const call = await callOf([on(hooks.closed, () => answer as unknown as readonly Issue[])]);
    const { issues } = await dispatcherWith({ parse: false }).guard(hooks.closed, input, call);
    expect(issues[0]?.code).toBe('plugin.unavailable');
    expect(faults).toMatchObject([{ kind: 'invalid' }]);
  });
});

describe('rows within the transaction', () => {
  const row = { table: 'badge', row: { id: 1 } };

  it('gives the rows of each plugin that has some', async () => {
    const call = await callOf(
      [on(hooks.within, () => [row])],
      [on(hooks.within, () => [])],
      [on(hooks.within, async () => [row, row])],
    );
    expect(await dispatcherWith().within(hooks.within, input, call)).toEqual([
      { plugin: 'a', rows: [row] },
      { plugin: 'c', rows: [row, row] },
    ]);
  });

  it('throws when a plugin fails, names it for the log only, and records it', async () => {
    const call = await callOf([on(hooks.within, () => [row])], [on(hooks.within, broken)]);
    const error: unknown = await (async () => dispatcherWith().within(hooks.within, input, call))().catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(PluginAbort);
    expect(error).toMatchObject({ plugin: 'b', hook: 'test.within', code: 'plugin.failed' });
    expect((error as Error).message).not.toContain('"b"');
    expect(faults).toMatchObject([{ plugin: 'b' }]);
  });

  it('throws as well for a plugin that is left out for failing: half a write is none', async () => {
    const breaker = createBreaker({ clock: () => now });
    const call = await callOf([on(hooks.within, broken)]);
    const dispatcher = dispatcherWith({ breaker });
    for (let n = 0; n < 6; n += 1) expect(() => dispatcher.within(hooks.within, input, call)).toThrow(PluginAbort);
    expect(faults).toHaveLength(5);
  });
});

describe('delivering an event', () => {
  const event = { plugin: 'a', payload: { n: 1 } };

  it('names each subscriber once, in sequence', async () => {
    const pass = on(hooks.event, () => undefined);
    const call = await callOf([pass, pass], [], [pass]);
    expect(dispatcherWith().subscribers(hooks.event, call)).toEqual(['a', 'c']);
  });

  it('reaches only the plugin it is for, with the payload as its contract has it', async () => {
    const [own, other] = [vi.fn<() => void>(), vi.fn<() => void>()];
    const call = await callOf([on(hooks.event, own)], [on(hooks.event, other)]);
    expect(await dispatcherWith().deliver(hooks.event, event, call)).toEqual({ state: 'done' });
    expect(own).toHaveBeenCalledWith({ n: 1 }, expect.objectContaining({ settings: { of: 'a' } }));
    expect(other).not.toHaveBeenCalled();
  });

  it('looks at no answer', async () => {
    const call = await callOf([on(hooks.event, () => 'thanks' as unknown as void)]);
    expect(await dispatcherWith().deliver(hooks.event, event, call)).toEqual({ state: 'done' });
  });

  it('is parked for a plugin that is off, and refused for good when the payload never fits', async () => {
    const call = await callOf([on(hooks.event, () => undefined)]);
    const dispatcher = dispatcherWith();
    expect(await dispatcher.deliver(hooks.event, { ...event, plugin: 'z' }, call)).toEqual({
      state: 'parked',
      reason: 'inactive',
    });
    expect(await dispatcher.deliver(hooks.event, { ...event, payload: { n: 'x' } }, call)).toMatchObject({
      state: 'refused',
    });
  });

  it('fails when the handler fails, and is parked while the breaker is open', async () => {
    const call = await callOf([on(hooks.event, async () => broken())]);
    const dispatcher = dispatcherWith();
    for (let n = 0; n < 5; n += 1)
      expect(await dispatcher.deliver(hooks.event, event, call)).toEqual({ state: 'failed', message: 'broken' });
    expect(await dispatcher.deliver(hooks.event, event, call)).toEqual({ state: 'parked', reason: 'failing' });
  });
});

describe('a plugin that keeps failing', () => {
  it('is left out at that hook for that tenant, tried once after a rest, and back when it works', async () => {
    let isBroken = true;
    const handler = vi.fn<() => number>(() => (isBroken ? broken() : 1));
    const call = await callOf([on(hooks.first, handler)], [on(hooks.first, () => 2), on(hooks.gather, () => 2)]);
    const dispatcher = dispatcherWith();
    for (let n = 0; n < 8; n += 1) expect(dispatcher.ask(hooks.first, input, call)).toMatchObject({ value: 2 });
    expect(handler).toHaveBeenCalledTimes(5);
    expect(dispatcher.ask(hooks.first, input, call)).toMatchObject({
      trace: [by('a', 'skipped', 'It failed several times in a row and is left out for a while.'), by('b', 'answered')],
    });
    expect(dispatcher.gather(hooks.gather, input, call)).toMatchObject({ partial: false });
    const other = openCall({ ...call, tenant: { ...tenant, id: 't2' } });
    void dispatcher.ask(hooks.first, input, other);
    expect(handler).toHaveBeenCalledTimes(6);

    now += 30_000;
    void dispatcher.ask(hooks.first, input, call);
    void dispatcher.ask(hooks.first, input, call);
    expect(handler).toHaveBeenCalledTimes(7);
    isBroken = false;
    now += 30_000;
    expect(dispatcher.ask(hooks.first, input, call)).toMatchObject({ value: 1 });
    expect(dispatcher.ask(hooks.first, input, call)).toMatchObject({ value: 1 });
  });
});

describe('parsing', () => {
  it('trusts answers in production, unless the hook asks for it', async () => {
    const strict = defineHook('first', {
      name: 'test.strict',
      about: 'For tests.',
      input: z.unknown(),
      output: z.number(),
      parse: true,
    });
    const wrong = 'seven' as unknown as number;
    const call = await callOf([on(hooks.first, () => wrong), on(strict, () => wrong)]);
    const dispatcher = dispatcherWith({ parse: false });
    expect(dispatcher.ask(hooks.first, input, call)).toMatchObject({ value: 'seven' });
    expect(dispatcher.ask(strict, {}, call)).toMatchObject({ value: undefined });
  });

  it('only checks: others get what the plugin answered', async () => {
    const hook = defineHook('gather', {
      name: 'test.trim',
      about: 'For tests.',
      input: z.unknown(),
      output: z.string().transform((text) => text.trim()),
    });
    const call = await callOf([on(hook, () => ' as is ')]);
    expect(dispatcherWith().gather(hook, {}, call)).toMatchObject({ answers: [{ plugin: 'a', value: ' as is ' }] });
  });

  it('survives whatever a plugin answers or throws, at every kind of hook', async () => {
    const hostile = fc.oneof(
      fc.anything(),
      fc.constant(new Proxy({}, { get: broken })),
      // What looks like a promise and is none, its name out of sight of the rule that forbids it.
      fc.constantFrom('then').map((name) => Object.defineProperty({}, name, { get: broken })),
      fc.constantFrom('then').map((name) => ({ [name]: broken })),
    );
    await fc.assert(
      fc.asyncProperty(hostile, fc.boolean(), async (value, throws) => {
        const answer = (): never => {
          if (throws) throw value;
          return value as never;
        };
        const call = await callOf([
          on(hooks.first, answer),
          on(hooks.gather, answer),
          on(hooks.closed, answer),
          on(hooks.event, answer),
        ]);
        const dispatcher = dispatcherWith();
        await dispatcher.ask(hooks.first, input, call);
        await dispatcher.gather(hooks.gather, input, call);
        await dispatcher.guard(hooks.closed, input, call);
        expect(await dispatcher.deliver(hooks.event, { plugin: 'a', payload: input }, call)).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });
});

describe('the context of a handler', () => {
  it('is one for all hooks of a plugin in a call, with its own settings, and others get another', async () => {
    const seen = new Map<string, CallContext[]>();
    const note = (id: string) => (_: unknown, context: CallContext) => {
      seen.set(id, [...(seen.get(id) ?? []), context]);
      return undefined;
    };
    const call = await callOf([on(hooks.first, note('a')), on(hooks.gather, note('a'))], [on(hooks.first, note('b'))]);
    const dispatcher = dispatcherWith();
    await dispatcher.ask(hooks.first, input, call);
    await dispatcher.gather(hooks.gather, input, call);
    const [one, again] = seen.get('a')!;
    expect(one).toBe(again);
    expect(one).toMatchObject({ tenant, actor: { type: 'anonymous' }, now: new Date(0), settings: { of: 'a' } });
    expect(seen.get('b')![0]!.settings).toEqual({ of: 'b' });
    expect(one!.origins).toEqual({ of: 'customer' });
    expect((await one!.settingsFor({ customerId: 'c1' })).values).toEqual({ of: 'a', customerId: 'c1' });
  });

  it('has a signal that ends when nobody waits any more, for that promise alone', async () => {
    const signals: AbortSignal[] = [];
    const wait = on(hooks.first, (_, { signal }) => (signals.push(signal), later(undefined, 60)));
    const call = await callOf([wait, on(hooks.first, (_, { signal }) => (signals.push(signal), 1))]);
    expect(await dispatcherWith().ask(hooks.first, input, call)).toMatchObject({ value: 1 });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(signals[0]!.reason).toMatchObject({ name: 'TimeoutError' });
  });
});

describe('every kind', () => {
  it.each(['first', 'gather', 'guard', 'within'] as const satisfies readonly HookKind[])(
    'isolates handlers at a %s hook from one another, whatever mix of them fails',
    async (kind) => {
      const hook = { first: hooks.first, gather: hooks.gather, guard: hooks.open, within: hooks.within }[kind];
      const quiet = kind === 'first' || kind === 'gather' ? undefined : [];
      await fc.assert(
        fc.asyncProperty(fc.array(fc.constantFrom('quiet', 'throws', 'rejects'), { maxLength: 10 }), async (ways) => {
          const called: number[] = [];
          const call = await callOf(
            ...ways.map((way, n) => [
              on(hook, (): never => {
                called.push(n);
                if (way === 'throws') return broken();
                return (way === 'rejects' ? Promise.reject(new Error('x')) : quiet) as never;
              }),
            ]),
          );
          faults = [];
          const dispatcher = dispatcherWith();
          const dispatch = {
            first: () => dispatcher.ask(hooks.first, input, call),
            gather: () => dispatcher.gather(hooks.gather, input, call),
            guard: () => dispatcher.guard(hooks.open, input, call),
            within: () => dispatcher.within(hooks.within, input, call),
          }[kind];
          await (async () => dispatch())().catch(() => undefined);
          expect(called).toEqual([...ways.keys()]);
          expect(faults).toHaveLength(ways.filter((way) => way !== 'quiet').length);
        }),
        { numRuns: 40 },
      );
    },
  );
});

import { issue, type Hook, type HookKind, type Issue, type OwnRow, type TraceStep } from '@docket/sdk';
import type { Breaker, TenantBreaker } from './breaker.ts';
import { PluginAbort } from './errors.ts';
import { messageOf, type Faults } from './faults.ts';
import { contextOf, releaseContext, type OpenCall } from './open-call.ts';
import type { BoundTap, TappedHook } from './registry.ts';
import { Failed, inTime, isPromise, judged, skipped, skippedReason } from './replies.ts';

/** At once when every handler answered at once: `await` it, or look. */
export type Now<T> = T | Promise<T>;

/** The first answer, and who was asked on the way to it. */
export interface Asked<O> {
  readonly value: O | undefined;
  readonly trace: readonly TraceStep[];
}

/** All answers with their plugins, in sequence. `failed` names plugins whose answers are missing. */
export interface Gathered<O> {
  readonly answers: readonly { readonly plugin: string; readonly value: O }[];
  readonly partial: boolean;
  readonly failed: readonly string[];
}

/** All issues of all, in sequence. */
export interface Guarded {
  readonly issues: readonly Issue[];
  readonly trace: readonly TraceStep[];
}

/** The rows that a plugin wants written. */
export interface Rows {
  readonly plugin: string;
  readonly rows: readonly OwnRow[];
}

/** What became of a delivery. `refused`: the payload does not fit the event's contract and never will. */
export type Delivered =
  | { readonly state: 'done' }
  | { readonly state: 'parked'; readonly reason: 'inactive' | 'failing' }
  | { readonly state: 'failed' | 'refused'; readonly message: string };

/** Asks the plugins. Synchronous as long as all handlers are; each handler is isolated from the others. */
export interface Dispatcher {
  /** The first answer that is not `undefined`; a plugin that fails is passed over. */
  ask<I, O>(hook: Hook<'first', I, O>, input: I, call: OpenCall): Now<Asked<O>>;
  /** All answers; a plugin that fails is left out and named. */
  gather<I, O>(hook: Hook<'gather', I, O>, input: I, call: OpenCall): Now<Gathered<O>>;
  /** All issues. A plugin that fails refuses (`plugin.unavailable`) when the hook is closed, else is only recorded. */
  guard<I, O>(hook: Hook<'guard', I, O>, input: I, call: OpenCall): Now<Guarded>;
  /** All rows. Throws `PluginAbort` when a plugin fails or is left out for failing: half a write is none. */
  within<I, O>(hook: Hook<'within', I, O>, input: I, call: OpenCall): Now<readonly Rows[]>;
  /** Plugins that want the event, once each, in sequence. */
  subscribers<I, O>(hook: Hook<'event', I, O>, call: Pick<OpenCall, 'table'>): readonly string[];
  /** Hands an event to one of its subscribers. `payload` is parsed; the state says what to do with the delivery. */
  deliver<I, O>(
    hook: Hook<'event', I, O>,
    delivery: { readonly plugin: string; readonly payload: unknown },
    call: OpenCall,
  ): Promise<Delivered>;
}

interface DispatcherOptions {
  readonly faults: Pick<Faults, 'record'>;
  readonly breaker: Breaker;
  /** Parses every answer: on in development and tests. */
  readonly parse: boolean;
}

/** One handler's reply, kept only when there is something to say of it. `at` is its place among the hook's taps. */
interface Said {
  readonly at: number;
  readonly tap: BoundTap;
  readonly reply: unknown;
  readonly probe: boolean;
}

const nobody: Asked<never> & Guarded = Object.freeze({
  value: undefined,
  issues: Object.freeze([]),
  trace: Object.freeze([]),
});
const nothing: Gathered<never> = Object.freeze({
  answers: Object.freeze([]),
  partial: false,
  failed: Object.freeze([]),
});
const noRows: readonly Rows[] = Object.freeze([]);
const noSteps: readonly TraceStep[] = Object.freeze([]);
const noPlugins: readonly string[] = Object.freeze([]);

/** Makes the dispatcher of a platform; it holds nothing of any tenant. */
export function createDispatcher({ faults, breaker, parse }: DispatcherOptions): Dispatcher {
  return {
    ask<I, O>(hook: Hook<'first', I, O>, input: I, call: OpenCall): Now<Asked<O>> {
      const tapped = call.table.hooks.get(hook.name);
      // Answers have the hook's own type: `on` checked the handler, `judged` the value where it is parsed.
      return tapped === undefined ? nobody : (askFrom(plain(hook), tapped, input, call, 0, noSteps) as Now<Asked<O>>);
    },
    gather<I, O>(hook: Hook<'gather', I, O>, input: I, call: OpenCall): Now<Gathered<O>> {
      const tapped = call.table.hooks.get(hook.name);
      if (tapped === undefined) return nothing;
      const said = callAll(plain(hook), tapped, input, call);
      if (said === undefined) return nothing;
      return (said instanceof Promise ? said.then(gathered) : gathered(said)) as Now<Gathered<O>>;
    },
    guard(hook, input, call) {
      const tapped = call.table.hooks.get(hook.name);
      if (tapped === undefined) return nobody;
      const said = callAll(plain(hook), tapped, input, call);
      if (said === undefined) return { issues: nobody.issues, trace: tapped.passed };
      return said instanceof Promise
        ? said.then((all) => guarded(plain(hook), tapped, all))
        : guarded(plain(hook), tapped, said);
    },
    within(hook, input, call) {
      const tapped = call.table.hooks.get(hook.name);
      if (tapped === undefined) return noRows;
      const said = callAll(plain(hook), tapped, input, call);
      if (said === undefined) return noRows;
      return said instanceof Promise ? said.then((all) => rowsOf(hook.name, all)) : rowsOf(hook.name, said);
    },
    subscribers(hook, { table }) {
      const taps = table.hooks.get(hook.name)?.taps;
      return taps ? [...new Set(taps.map(({ plugin }) => plugin))] : noPlugins;
    },
    deliver: (hook, { plugin, payload }, call) => deliver(plain(hook), plugin, payload, call),
  };

  /**
   * Calls handlers from `from` on until one has something to say: the only loop that every call runs through. It
   * allocates nothing and looks at no clock while handlers have nothing to say.
   */
  function next(tapped: TappedHook, from: number, input: unknown, call: OpenCall, isList: boolean): Said | undefined {
    const troubled = breaker.of(call.tenant.id);
    if (troubled !== undefined) return nextTroubled(tapped, from, input, call, isList, troubled);
    const { taps, handlers, places } = tapped;
    let at = from;
    let reply: unknown;
    try {
      for (; at < handlers.length; at += 1) {
        reply = handlers[at]!(input, call.contexts[places[at]!] ?? contextOf(call, taps[at]!));
        if (!isQuiet(reply, isList)) break;
      }
    } catch (error) {
      reply = new Failed('throw', error);
    }
    return at < handlers.length ? { at, tap: taps[at]!, reply, probe: false } : undefined;
  }

  /** The same for a tenant at which something has failed lately. */
  function nextTroubled(
    tapped: TappedHook,
    from: number,
    input: unknown,
    call: OpenCall,
    isList: boolean,
    troubled: TenantBreaker,
  ): Said | undefined {
    for (let at = from; at < tapped.taps.length; at += 1) {
      const tap = tapped.taps[at]!;
      const passage = troubled.passage(tap.key);
      const reply = passage === 'skip' ? skipped : invoke(tap, input, call);
      if (passage !== 'free' || !isQuiet(reply, isList)) return { at, tap, reply, probe: passage === 'probe' };
    }
    return undefined;
  }

  /** Calls every handler before it waits for any; undefined when nobody had anything to say. */
  function callAll(hook: Hook, tapped: TappedHook, input: unknown, call: OpenCall): Now<readonly Said[]> | undefined {
    const isList = hook.kind !== 'gather';
    let one = next(tapped, 0, input, call, isList);
    if (one === undefined) return undefined;
    const said: Said[] = [];
    let waits = false;
    for (; one !== undefined; one = next(tapped, one.at + 1, input, call, isList)) {
      waits ||= isPromise(one.reply);
      said.push(isPromise(one.reply) ? { ...one, reply: waitFor(hook, one.tap, one.reply, call) } : one);
    }
    const closeAll = (all: readonly Said[]): readonly Said[] =>
      all.map((each) => ({ ...each, reply: close(hook, each, call) }));
    return waits ? Promise.all(said.map(settled)).then(closeAll) : closeAll(said);
  }

  /** Judges a reply and reports what the breaker and staff must know. */
  function close(hook: Hook, { tap, reply, probe }: Omit<Said, 'at'>, call: OpenCall): unknown {
    if (reply === skipped) return reply;
    const passes = reply === undefined && hook.kind !== 'guard' && hook.kind !== 'within';
    const answer = passes || reply instanceof Failed ? reply : judged(hook, reply, parse);
    if (answer instanceof Failed) report(hook, tap, answer, call);
    else if (probe) breaker.of(call.tenant.id)?.succeeded(tap.key);
    return answer;
  }

  function report(
    { name }: Hook,
    { plugin, version, key }: BoundTap,
    { kind, error }: Failed,
    { tenant }: OpenCall,
  ): void {
    faults.record({ plugin, version, hook: name, tenantId: tenant.id, kind, error });
    breaker.failed(tenant.id, key);
  }

  /** Asks one after the other, from `start` on; waits only where a handler answers with a promise. */
  function askFrom(
    hook: Hook,
    tapped: TappedHook,
    input: unknown,
    call: OpenCall,
    start: number,
    before: readonly TraceStep[],
  ): Now<Asked<unknown>> {
    let trace = before;
    let at = start;
    for (
      let one = next(tapped, at, input, call, false);
      one !== undefined;
      one = next(tapped, at, input, call, false)
    ) {
      trace = [...trace, ...tapped.passed.slice(at, one.at)];
      if (isPromise(one.reply)) return askLater(hook, tapped, input, call, one, trace);
      const answer = close(hook, one, call);
      trace = [...trace, stepOf(one.tap, answer)];
      if (isAnswer(answer)) return { value: answer, trace };
      at = one.at + 1;
    }
    return { value: undefined, trace: at === 0 ? tapped.passed : [...trace, ...tapped.passed.slice(at)] };
  }

  async function askLater(
    hook: Hook,
    tapped: TappedHook,
    input: unknown,
    call: OpenCall,
    one: Said,
    before: readonly TraceStep[],
  ): Promise<Asked<unknown>> {
    const reply = await waitFor(hook, one.tap, one.reply as PromiseLike<unknown>, call);
    const answer = close(hook, { ...one, reply }, call);
    const trace = [...before, stepOf(one.tap, answer)];
    return isAnswer(answer) ? { value: answer, trace } : askFrom(hook, tapped, input, call, one.at + 1, trace);
  }

  async function deliver(hook: Hook, plugin: string, payload: unknown, call: OpenCall): Promise<Delivered> {
    const taps = call.table.hooks.get(hook.name)?.taps.filter((tap) => tap.plugin === plugin) ?? [];
    if (taps.length === 0) return { state: 'parked', reason: 'inactive' };
    const input = hook.input.safeParse(payload);
    if (!input.success) return { state: 'refused', message: messageOf(input.error) };
    for (const tap of taps) {
      const passage = breaker.of(call.tenant.id)?.passage(tap.key) ?? 'free';
      if (passage === 'skip') return { state: 'parked', reason: 'failing' };
      const reply = invoke(tap, input.data, call);
      const settled = isPromise(reply) ? await waitFor(hook, tap, reply, call) : reply;
      // A handler of an event has nothing to answer; whatever it returns is not looked at.
      const answer = close(
        hook,
        { tap, reply: settled instanceof Failed ? settled : undefined, probe: passage === 'probe' },
        call,
      );
      if (answer instanceof Failed) return { state: 'failed', message: messageOf(answer.error) };
    }
    return { state: 'done' };
  }
}

/** Calls a handler; what it throws, or what making its context throws, is its own failure. */
function invoke(tap: BoundTap, input: unknown, call: OpenCall): unknown {
  try {
    return tap.handler(input, contextOf(call, tap));
  } catch (error) {
    return new Failed('throw', error);
  }
}

function waitFor(hook: Hook, tap: BoundTap, promise: PromiseLike<unknown>, call: OpenCall): Promise<unknown> {
  const context = releaseContext(call, tap);
  return inTime(promise, hook.timeout, (reason) => context.expire(reason));
}

const settled = async (one: Said): Promise<Said> => ({ ...one, reply: await one.reply });
const isQuiet = (reply: unknown, isList: boolean): boolean =>
  isList ? Array.isArray(reply) && reply.length === 0 : reply === undefined;
const isAnswer = (answer: unknown): boolean =>
  answer !== undefined && answer !== skipped && !(answer instanceof Failed);
const isMissing = (answer: unknown): boolean => answer === skipped || answer instanceof Failed;

// Inside, inputs and answers are what the hook's own schemas say; their static types end at the dispatcher's face.
const plain = <K extends HookKind, I, O>(hook: Hook<K, I, O>): Hook => hook;

function gathered(said: readonly Said[]): Gathered<unknown> {
  const failed = said.filter(({ reply }) => isMissing(reply)).map(({ tap }) => tap.plugin);
  const answers = said
    .filter(({ reply }) => isAnswer(reply))
    .map(({ tap, reply }) => ({ plugin: tap.plugin, value: reply }));
  return { answers, partial: failed.length > 0, failed };
}

function guarded(hook: Hook, { taps }: TappedHook, said: readonly Said[]): Guarded {
  const steps = new Map(said.map(({ at, tap, reply }) => [at, stepOf(tap, reply)]));
  const issues = said.flatMap(({ tap, reply }) => {
    if (!isMissing(reply)) return reply as readonly Issue[];
    return hook.onFailure === 'closed' ? unavailable(hook, tap) : [];
  });
  return { issues, trace: taps.map(({ passed }, at) => steps.get(at) ?? passed) };
}

/** Whoever asked reads that it cannot be done now; staff read which plugin it is. */
const unavailable = (hook: Hook, { plugin }: BoundTap): readonly Issue[] => [
  issue('refuse', 'plugin.unavailable', ''),
  issue('refuse', 'plugin.unavailable.detail', '', { plugin, hook: hook.name }, 'staff'),
];

function rowsOf(name: string, said: readonly Said[]): readonly Rows[] {
  const missing = said.find(({ reply }) => isMissing(reply));
  if (missing)
    throw new PluginAbort(
      missing.tap.plugin,
      name,
      missing.reply instanceof Failed ? missing.reply.error : skippedReason,
    );
  return said
    .map(({ tap, reply }) => ({ plugin: tap.plugin, rows: reply as readonly OwnRow[] }))
    .filter(({ rows }) => rows.length > 0);
}

function stepOf({ plugin, passed }: BoundTap, answer: unknown): TraceStep {
  if (answer === undefined || (Array.isArray(answer) && answer.length === 0)) return passed;
  if (answer === skipped) return { by: plugin, outcome: 'skipped', reason: skippedReason };
  if (answer instanceof Failed) return { by: plugin, outcome: 'failed', reason: messageOf(answer.error) };
  const reason = reasonOf(answer);
  return reason === undefined ? { by: plugin, outcome: 'answered' } : { by: plugin, outcome: 'answered', reason };
}

/** An answer's own reason, or the codes of its issues. */
function reasonOf(answer: unknown): string | undefined {
  if (Array.isArray(answer)) return answer.map((one: Partial<Issue>) => one.code).join(', ');
  if (typeof answer !== 'object' || answer === null || !('reason' in answer)) return undefined;
  return typeof answer.reason === 'string' ? answer.reason : undefined;
}

import type * as z from 'zod';
import type { CallContext } from './context.ts';
import type { Issue } from './issue.ts';

/**
 * How the answers of many plugins become one.
 * `first`: the first answer wins. `gather`: all answers, tagged with their plugin. `guard`: all issues of all.
 * `within`: rows for the plugin's own tables, appended to the core's one statement. `event`: told after commit,
 * one independent delivery per plugin.
 */
export type HookKind = 'first' | 'gather' | 'guard' | 'within' | 'event';

/** What happens when a plugin throws, is late or answers badly. The hook decides, never the plugin. */
export interface HookPolicy {
  first: 'next';
  gather: 'drop';
  guard: 'closed' | 'open';
  within: 'abort';
  event: 'retry';
}

/** A point where plugins take part. A value: import it, tap it with `on`, document it by its `about`. */
export interface Hook<K extends HookKind = HookKind, I = unknown, O = unknown> {
  readonly kind: K;
  /** Family and moment, e.g. `status.initial`. */
  readonly name: string;
  /** Contract version: raised when input or output change incompatibly. */
  readonly version: number;
  /** One sentence: who calls it, when, in which transaction, and the default. */
  readonly about: string;
  readonly input: z.ZodType<I>;
  readonly output: z.ZodType<O>;
  readonly onFailure: HookPolicy[K];
  /** Milliseconds a promise may take; a busy loop is not caught by it. */
  readonly timeout: number;
  /** Answers are parsed in production too, not only in development and tests. */
  readonly parse?: true;
}

const timeouts: Record<HookKind, number> = { first: 250, gather: 1000, guard: 500, within: 500, event: 30_000 };
const failures: { readonly [K in HookKind]: HookPolicy[K] } = {
  first: 'next',
  gather: 'drop',
  guard: 'closed',
  within: 'abort',
  event: 'retry',
};

type HookOptions<K extends HookKind, I, O> = Pick<Hook<K, I, O>, 'name' | 'about' | 'input' | 'output'> &
  Partial<Pick<Hook<K, I, O>, 'version' | 'onFailure' | 'timeout' | 'parse'>>;

/** Defines a hook of a kind, with the kind's own failure policy and timeout unless it says otherwise. */
export function defineHook<K extends HookKind, I, O>(kind: K, options: HookOptions<K, I, O>): Hook<K, I, O> {
  const standard = { kind, version: 1, onFailure: failures[kind], timeout: timeouts[kind] };
  return Object.freeze({ ...standard, ...options });
}

/** One row that a `within` handler wants written together with the core's rows, into a table of its own schema. */
export interface OwnRow {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** What a handler of each kind answers; `undefined` of a `first` passes to the next. */
export interface Answer<O> {
  first: O | undefined | Promise<O | undefined>;
  gather: O | undefined | Promise<O | undefined>;
  guard: readonly Issue[] | Promise<readonly Issue[]>;
  within: readonly OwnRow[] | Promise<readonly OwnRow[]>;
  event: void | Promise<void>;
}

/** A plugin's function at a hook. It must not keep `input` or `context` beyond its answer. */
export type Handler<K extends HookKind, I, O, S = Readonly<Record<string, unknown>>> = (
  input: I,
  context: CallContext<S>,
) => Answer<O>[K];

/** Where a tap stands among the others: stage first, then before/after other plugins. */
export interface Position {
  readonly stage?: 'early' | 'normal' | 'late';
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}

/** A handler bound to its hook. Made by `on`, collected by `definePlugin`. */
export interface Tap {
  readonly hook: Hook;
  readonly handler: (input: unknown, context: CallContext) => unknown;
  readonly position: Position;
}

/** Taps a hook. The plugin's settings type is the handler's second parameter's. */
export function on<K extends HookKind, I, O, S>(
  hook: Hook<K, I, O>,
  handler: Handler<K, I, O, S>,
  position: Position = {},
): Tap {
  // The hook's schemas hold at run time what the erased types promise here.
  return Object.freeze({ hook, handler: handler as Tap['handler'], position });
}

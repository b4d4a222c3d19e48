/**
 * Cost of a hook call in nanoseconds, against tapable, hookable and a plain loop over the same handlers.
 *
 *   node bench/hooks/bench.ts [--quick] [--json] [--alike]
 *
 * All contenders run in turns, round by round, so that a busy machine is busy for all. Handlers have nothing to say:
 * what is measured is the bus. Ratios are of medians, to the plain loop of the same number of handlers and kind. Handlers
 * are eight different functions, as those of eight plugins are; `--alike` makes them eight times the same one, which
 * engines inline and most published figures use.
 */
import { createHooks } from 'hookable';
import { AsyncSeriesHook, SyncHook } from 'tapable';
import {
  defineHook,
  type Hook,
  type HookKind,
  type Issue,
  type PluginDescriptor,
  type Tap,
} from '../../sdk/plugin/src/index.ts';
import { intake } from '../../sdk/plugin/src/intake.ts';
import { createActivation } from '../../core/src/kernel/activation.ts';
import { createBreaker } from '../../core/src/kernel/breaker.ts';
import { createDispatcher } from '../../core/src/kernel/dispatch.ts';
import { openCall, type OpenCall } from '../../core/src/kernel/open-call.ts';
import { loadPlugins } from '../../core/src/kernel/registry.ts';
import { bindHooks } from '../../core/src/kernel/tenant-hooks.ts';

interface Contender {
  readonly name: string;
  readonly handlers: number;
  readonly way: 'sync' | 'async';
  readonly isFloor: boolean;
  run(times: number): void | Promise<void>;
}

interface Row extends Pick<Contender, 'name' | 'handlers' | 'way'> {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly ratio: number;
}

const quick = process.argv.includes('--quick');
const rounds = quick ? 5 : 11;
const milliseconds = quick ? 15 : 60;
const counts = [0, 1, 8];

const input = { kind: 'bench', n: 1 };
const tenant = { id: 't', slug: 't', name: 'T', timeZone: 'UTC', currency: 'USD', locale: 'en', units: 'mm' } as const;
const settings = Object.freeze({ step: 1 });
const source = {
  settingsOf: () => settings,
  originsOf: () => ({}),
  settingsFor: async () => ({ values: settings, origins: {} }),
  reach(): never {
    throw new Error('No handler here asks for data.');
  },
};
let seen = 0;

type Handle = (given: typeof input) => readonly Issue[] | undefined;

const alike = process.argv.includes('--alike');

const same = (answer: readonly Issue[] | undefined): readonly Handle[] =>
  Array.from({ length: 8 }, () => (given: typeof input) => ((seen += given.n), answer));

/** Eight functions of their own, as eight plugins have; each does a little, so that none is optimised away. */
const eight = (answer: readonly Issue[] | undefined): readonly Handle[] => [
  (given) => ((seen += given.n), answer),
  (given) => ((seen -= given.n), answer),
  (given) => ((seen += given.n + 1), answer),
  (given) => ((seen -= given.n + 1), answer),
  (given) => ((seen += given.n + 2), answer),
  (given) => ((seen -= given.n + 2), answer),
  (given) => ((seen += given.n + 3), answer),
  (given) => ((seen -= given.n + 4), answer),
];
const handlersOf = alike ? same : eight;
const passing = handlersOf(undefined);
const silent = handlersOf(Object.freeze([]));

// The schemas of a hook are not looked at when nothing is parsed.
const shape = { about: 'Measures.', input: intake.prefill.input, output: intake.admit.output };
const first = defineHook('first', { ...shape, name: 'bench.first' });
const gather = defineHook('gather', { ...shape, name: 'bench.gather' });
const guard = defineHook('guard', { ...shape, name: 'bench.guard' });

/** A platform of so many plugins that tap every hook, among twelve that are switched off. */
async function platformOf(handlers: number): Promise<OpenCall> {
  const tap = <K extends HookKind, I, O>(hook: Hook<K, I, O>, handler: Handle | undefined): Tap => ({
    hook,
    handler: handler as Tap['handler'],
    position: {},
  });
  const plugins = Array.from({ length: handlers + 12 }, (_, index): PluginDescriptor => ({
    id: `plugin-${index}`,
    version: '1.0.0',
    title: 'Plugin',
    about: 'Does nothing.',
    activation: 'off',
    server: async () => ({
      server: {
        hooks: [tap(first, passing[index % 8]), tap(gather, passing[index % 8]), tap(guard, silent[index % 8])],
      },
    }),
  }));
  const registry = await loadPlugins({ name: 'bench', title: 'Bench', plugins });
  const { table } = createActivation(registry).activate(plugins.slice(0, handlers).map(({ id }) => id));
  return openCall({ table, tenant, asking: { actor: { type: 'anonymous' }, now: new Date(0) }, ...source });
}

const dispatcher = createDispatcher({
  faults: { record: () => undefined },
  breaker: createBreaker({ clock: Date.now }),
  parse: false,
});

async function contendersOf(handlers: number): Promise<Contender[]> {
  const call = await platformOf(handlers);
  const context = { settings };
  const plain = passing.slice(0, handlers) as ((given: typeof input, context: object) => unknown)[];
  const sync = new SyncHook<[typeof input, object]>(['input', 'context']);
  const series = new AsyncSeriesHook<[typeof input, object]>(['input', 'context']);
  const promising = new AsyncSeriesHook<[typeof input, object]>(['input', 'context']);
  const hooks = createHooks<{ call: (given: typeof input, context: object) => void }>();
  for (const [index, handler] of plain.entries()) {
    sync.tap(`p${index}`, handler);
    series.tap(`p${index}`, handler);
    // What a plugin must use that may answer with a promise, as any handler of ours may.
    promising.tapPromise(`p${index}`, async (given, of) => void handler(given, of));
    hooks.hook('call', handler);
  }
  const bound = bindHooks(dispatcher, { table: call.table, tenant, ...source });
  const { asking } = call;
  const at = (way: Contender['way'], name: string, run: Contender['run'], isFloor = false): Contender => ({
    name,
    handlers,
    way,
    isFloor,
    run,
  });
  return [
    at(
      'sync',
      'plain loop',
      (times) => {
        for (let n = 0; n < times; n += 1) for (let i = 0; i < plain.length; i += 1) plain[i]!(input, context);
      },
      true,
    ),
    at('sync', 'guard', (times) => {
      for (let n = 0; n < times; n += 1) void dispatcher.guard(guard, input, call);
    }),
    at('sync', 'gather', (times) => {
      for (let n = 0; n < times; n += 1) void dispatcher.gather(gather, input, call);
    }),
    at('sync', 'first', (times) => {
      for (let n = 0; n < times; n += 1) void dispatcher.ask(first, input, call);
    }),
    at('sync', 'tapable, tap', (times) => {
      for (let n = 0; n < times; n += 1) sync.call(input, context);
    }),
    at(
      'async',
      'plain loop',
      async (times) => {
        for (let n = 0; n < times; n += 1) for (let i = 0; i < plain.length; i += 1) await plain[i]!(input, context);
      },
      true,
    ),
    at('async', 'guard, awaited', async (times) => {
      for (let n = 0; n < times; n += 1) await dispatcher.guard(guard, input, call);
    }),
    at('async', 'guard of a tenant', async (times) => {
      for (let n = 0; n < times; n += 1) await bound.guard(guard, input, asking);
    }),
    at('async', 'tapable, tap', async (times) => {
      for (let n = 0; n < times; n += 1) await series.promise(input, context);
    }),
    at('async', 'tapable, tapPromise', async (times) => {
      for (let n = 0; n < times; n += 1) await promising.promise(input, context);
    }),
    at('async', 'hookable', async (times) => {
      for (let n = 0; n < times; n += 1) await hooks.callHook('call', input, context);
    }),
  ];
}

async function nanoseconds(contender: Contender, times: number): Promise<number> {
  const start = process.hrtime.bigint();
  await contender.run(times);
  return Number(process.hrtime.bigint() - start) / times;
}

/** Warms up and finds how many calls fill a round. */
async function calibrate(contender: Contender): Promise<number> {
  let times = 1000;
  let each = await nanoseconds(contender, times);
  while (each * times < milliseconds * 1e6) {
    times = Math.min(times * 4, Math.ceil((milliseconds * 1.2e6) / Math.max(each, 0.5)));
    each = await nanoseconds(contender, times);
    if (times >= 5e7) break;
  }
  return times;
}

async function measure(): Promise<Row[]> {
  const contenders = (await Promise.all(counts.map(contendersOf))).flat();
  const times = new Map<Contender, number>();
  for (const contender of contenders) times.set(contender, await calibrate(contender));
  const results = new Map<Contender, number[]>(contenders.map((contender) => [contender, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders)
      results.get(contender)!.push(await nanoseconds(contender, times.get(contender)!));
  }
  const sorted = new Map([...results].map(([contender, list]) => [contender, list.toSorted((a, b) => a - b)]));
  const median = (contender: Contender): number => sorted.get(contender)![rounds >> 1]!;
  return contenders.map((contender) => {
    const floor = contenders.find(
      ({ isFloor, handlers, way }) => isFloor && handlers === contender.handlers && way === contender.way,
    )!;
    const { name, handlers, way } = contender;
    const list = sorted.get(contender)!;
    return {
      name,
      handlers,
      way,
      min: list[0]!,
      median: median(contender),
      max: list.at(-1)!,
      ratio: median(contender) / median(floor),
    };
  });
}

function print(rows: readonly Row[]): void {
  process.stdout.write(`ns per call, ${rounds} rounds, Node ${process.version}\n`);
  for (const { name, way, handlers, min, median, max, ratio } of rows) {
    const figures = [min, median, max].map((figure) => figure.toFixed(1).padStart(8)).join(' ');
    process.stdout.write(
      `${way.padEnd(6)} ${String(handlers).padStart(2)} ${name.padEnd(24)} ${figures}  ${ratio.toFixed(2)}x\n`,
    );
  }
}

const rows = await measure();
if (seen === 0) throw new Error('No handler ran.');
if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
else print(rows);

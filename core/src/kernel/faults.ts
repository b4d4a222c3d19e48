import { createHash } from 'node:crypto';

/** How a plugin failed: it threw, its promise was late, its answer had the wrong shape, or a delivery to it was given up. */
export type FaultKind = 'throw' | 'timeout' | 'invalid' | 'dead';

/** One failure of a plugin. */
export interface Failure {
  readonly plugin: string;
  readonly version: string;
  /** The hook's name, or `settings`. */
  readonly hook: string;
  readonly tenantId: string;
  readonly kind: FaultKind;
  readonly error: unknown;
}

/** Equal failures since the last hand-over: `count` is what to add to what is stored. Times are milliseconds. */
export interface Fault extends Omit<Failure, 'error'> {
  /** Groups equal failures: 16 hex digits of plugin, version, hook, kind, message (numbers blanked) and top frame. */
  readonly fingerprint: string;
  readonly message: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/** Collects failures. */
export interface Faults {
  /** Notes a failure. Never throws: it runs where a plugin is being isolated. */
  record(failure: Failure): void;
  /** Hands over what is collected, now; for stopping and for tests. */
  flush(): void;
}

interface FaultsOptions {
  /** Milliseconds. */
  readonly clock: () => number;
  /** Takes the faults of about a second; answers for its own errors. */
  readonly sink: (faults: readonly Fault[]) => void;
  /** Runs `flush` soon. */
  readonly schedule?: (flush: () => void) => void;
  /** Distinct faults kept between two hand-overs; beyond it the oldest is forgotten. */
  readonly limit?: number;
}

const soon = (flush: () => void): void => void setTimeout(flush, 1000).unref();

/** Collects failures by fingerprint and tenant and hands them over in batches, so that a storm is a few rows. */
export function createFaults({ clock, sink, schedule = soon, limit = 1000 }: FaultsOptions): Faults {
  const pending = new Map<string, Fault>();
  return { record, flush };

  function record(failure: Failure): void {
    if (pending.size === 0) schedule(flush);
    const fresh = describe(failure, clock());
    const key = `${fresh.tenantId} ${fresh.fingerprint}`;
    const known = pending.get(key);
    if (!known && pending.size >= limit) pending.delete(pending.keys().next().value!);
    pending.set(key, known ? { ...known, count: known.count + 1, last: fresh.last } : fresh);
  }

  function flush(): void {
    const batch = [...pending.values()];
    pending.clear();
    if (batch.length > 0) sink(batch);
  }
}

function describe({ error, ...where }: Failure, at: number): Fault {
  const message = messageOf(error);
  const parts = [where.plugin, where.version, where.hook, where.kind, message.replaceAll(/\d+/g, '#'), frameOf(error)];
  const fingerprint = createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
  return { ...where, fingerprint, message, count: 1, first: at, last: at };
}

/** The message of whatever was thrown, at most 300 characters. A hostile one is not asked twice. */
export function messageOf(error: unknown): string {
  const text = readOf(() => (error instanceof Error ? error.message : error));
  return (typeof text === 'string' ? text : `A thrown ${typeof error}`).slice(0, 300);
}

/** The innermost line of the stack. */
function frameOf(error: unknown): string {
  const stack = readOf(() => (error instanceof Error ? error.stack : undefined));
  return typeof stack === 'string' ? (stack.split('\n').find((line) => line.startsWith('    at ')) ?? '') : '';
}

/** Getters of what was thrown may throw themselves. */
function readOf(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}

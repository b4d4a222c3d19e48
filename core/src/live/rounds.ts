import { messageOf } from '../kernel/faults.ts';
import type { Log } from '../kernel/log.ts';
import type { Audience } from './audience.ts';

interface Dependencies {
  /** By tenant. */
  readonly audiences: ReadonlyMap<string, Audience>;
  readonly log: Log;
}

/** Milliseconds between two looks at what other processes, and work behind requests, have changed. */
const interval = 2000;
/** What one person changes in a row is told together. */
const together = 50;
/** Rounds from one sign of life to the next: 24 s, below what proxies take for idle. */
const roundsToBeat = 12;

/** When is looked for changes: soon where this process has written, and now and then. One shop after the other. */
export function createRounds({ audiences, log }: Dependencies) {
  const due = new Set<string>();
  let waiting: NodeJS.Timeout | undefined;
  let regular: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let waitingWork = 0;
  let isFailing = false;
  let round = 0;

  async function look(tenantId: string): Promise<void> {
    try {
      await audiences.get(tenantId)?.look();
      isFailing = false;
    } catch (error) {
      if (!isFailing) log({ level: 'error', message: 'Changes could not be looked for.', error: messageOf(error) });
      isFailing = true;
    }
  }

  function lookAt(tenants: readonly string[]): void {
    waitingWork += 1;
    running = lookAfter(running, tenants);
  }

  async function lookAfter(before: Promise<void>, tenants: readonly string[]): Promise<void> {
    await before;
    for (const tenantId of tenants) await look(tenantId);
    waitingWork -= 1;
  }

  function regularly(): void {
    round += 1;
    if (round % roundsToBeat === 0) audiences.forEach((audience) => audience.beat());
    // A database that is slower than the rounds is not asked for two at once.
    if (waitingWork === 0) lookAt([...audiences.keys()]);
  }

  return {
    start(): void {
      regular ??= setInterval(regularly, interval).unref();
    },
    /** Until there are listeners again. */
    pause(): void {
      clearInterval(regular);
      regular = undefined;
    },
    soon(tenantId: string): void {
      if (!audiences.has(tenantId)) return;
      due.add(tenantId);
      waiting ??= setTimeout(() => {
        waiting = undefined;
        lookAt([...due]);
        due.clear();
      }, together).unref();
    },
    async end(): Promise<void> {
      clearInterval(regular);
      clearTimeout(waiting);
      await running;
    },
  };
}

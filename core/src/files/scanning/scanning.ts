import { rm, type FileHandle } from 'node:fs/promises';
import type { Database } from '../../kernel/database.ts';
import type { Log } from '../../kernel/log.ts';
import { openIfThere, type Disk } from '../disk.ts';
import { createQueue } from '../queue.ts';
import type { UnseenRow } from '../store.ts';
import type { Tidings } from '../tidings.ts';
import type { Scanner, Verdict } from './scanner.ts';
import * as store from './store-scanning.ts';

interface Dependencies {
  readonly database: Database;
  readonly disk: Disk;
  readonly scanner: Scanner;
  readonly log: Log;
  /** What tells of a file that is for nobody any more, to run with what blocks it. */
  readonly tidings?: Tidings | undefined;
  /** Scans at the same time. */
  readonly width: number;
  /** Milliseconds until a scanner that was away is asked again. */
  readonly pause?: number;
}

type File = Pick<UnseenRow, 'tenant_id' | 'id'>;

/** Has files scanned, a few at a time. What cannot be scanned waits, and is tried until it can. */
export interface Scanning {
  /** One that waits already goes on waiting. */
  add(file: File): void;
  /** Resolves when each file was tried; those that wait for the scanner wait on. */
  settle(): Promise<void>;
  /** Ends what runs; what was not scanned is taken up by another process, or by the next start. */
  stop(): Promise<void>;
}

/** Pauses until a file is tried again that the scanner could not tell of. */
const SELDOM = 20;

/** What a scanner says, as it is kept. */
const wordsOf = (said: string): string => said.replaceAll('\0', '').slice(0, 200).toWellFormed();

export function createScanning(dependencies: Dependencies): Scanning {
  const { database, disk, scanner, log, tidings, width, pause = 30_000 } = dependencies;
  const ending = new AbortController();
  const waiting = new Map<string, NodeJS.Timeout>();
  /** Those that the log and their facts say that it cannot tell of. */
  const unscannable = new Set<string>();
  let awayUntil = 0;
  /** What the log said last of the scanner. */
  let isSaidToBeAway = false;

  const queue = createQueue<File>(width, (file) =>
    scan(file).catch((error: unknown) => {
      log({ level: 'error', message: 'A file was not scanned for malware.', file: file.id, error });
      wait(file, pause);
    }),
  );

  async function scan(file: File): Promise<void> {
    if (isAway()) return wait(file, pause);
    const handle = await openIfThere(disk.pathOf(file.tenant_id, file.id));
    if (!handle) return miss(file);
    const verdict = await judge(handle);
    if (verdict) await conclude(file, verdict);
    else wait(file, pause);
  }

  /** Undefined where the scanner is away. */
  async function judge(handle: FileHandle): Promise<Verdict | undefined> {
    try {
      const verdict = await scanner.scan(handle.createReadStream(), ending.signal);
      cameBack();
      return verdict;
    } catch (error) {
      goneAway(error);
      return undefined;
    } finally {
      await handle.close().catch(() => undefined);
    }
  }

  function goneAway(error: unknown): void {
    awayUntil = performance.now() + pause;
    if (isSaidToBeAway || ending.signal.aborted) return;
    isSaidToBeAway = true;
    log({ level: 'error', message: 'The malware scanner cannot be reached; files wait for it.', error });
  }

  function cameBack(): void {
    if (isSaidToBeAway) log({ level: 'warn', message: 'The malware scanner is back.' });
    isSaidToBeAway = false;
  }

  /** Nothing that anybody could be given, so nothing to wait for. */
  async function miss(file: File): Promise<void> {
    unscannable.delete(file.id);
    await database.withTenant(file.tenant_id).run(store.miss({ id: file.id }));
    await rm(disk.previewOf(file.tenant_id, file.id), { force: true });
  }

  async function conclude(file: File, verdict: Verdict): Promise<void> {
    if (verdict.type === 'unable') return cannotTell(file, verdict.why);
    const tables = database.withTenant(file.tenant_id);
    unscannable.delete(file.id);
    if (verdict.type === 'clean') return void (await tables.run(store.release({ id: file.id })));
    log({ level: 'warn', message: 'The malware scanner found something.', file: file.id, found: verdict.name });
    const blocking = store.quarantine({ id: file.id, malware: wordsOf(verdict.name) });
    await tables.run(blocking, ...((await tidings?.(file)) ?? []));
    await rm(disk.previewOf(file.tenant_id, file.id), { force: true });
  }

  async function cannotTell(file: File, why: string): Promise<void> {
    if (ending.signal.aborted) return;
    wait(file, pause * SELDOM);
    if (unscannable.has(file.id)) return;
    log({ level: 'error', message: 'The malware scanner cannot tell of a file.', file: file.id, why });
    await database.withTenant(file.tenant_id).run(store.keepUnscannable({ id: file.id, why: wordsOf(why) }));
    unscannable.add(file.id);
  }

  const isAway = (): boolean => performance.now() < awayUntil;

  function wait(file: File, milliseconds: number): void {
    if (ending.signal.aborted) return;
    const again = (): void => {
      waiting.delete(file.id);
      queue.add(file);
    };
    clearTimeout(waiting.get(file.id));
    waiting.set(file.id, setTimeout(again, milliseconds).unref());
  }

  return {
    add: (file) => {
      if (!waiting.has(file.id)) queue.add(file);
    },
    settle: () => queue.settle(),
    stop: async () => {
      ending.abort();
      for (const timer of waiting.values()) clearTimeout(timer);
      queue.clear();
      await queue.settle();
    },
  };
}

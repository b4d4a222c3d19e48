import { randomUUID } from 'node:crypto';
import { copyFile, rename, rm } from 'node:fs/promises';
import type { Database } from '../kernel/database.ts';
import type { Log } from '../kernel/log.ts';
import { json } from '../kernel/statement.ts';
import { openIfThere, type Disk } from './disk.ts';
import { unseen } from './inspection/disguise.ts';
import type { Findings, Inspection } from './inspection/facts.ts';
import type { Inspector } from './inspection/inspector.ts';
import { createQueue } from './queue.ts';
import type { Scanning } from './scanning/scanning.ts';
import { createSeenBytes } from './seen-bytes.ts';
import * as store from './store.ts';
import type { Tidings } from './tidings.ts';

interface Dependencies {
  readonly database: Database;
  readonly disk: Disk;
  readonly inspector: Inspector;
  /** Where there is none, what inspection finds nothing in is done with. */
  readonly scanning: Scanning | undefined;
  /** What tells of a file that is for nobody any more, to run with what blocks it. */
  readonly tidings?: Tidings | undefined;
  readonly clock: () => Date;
  readonly log: Log;
  /** Inspections at the same time. */
  readonly width: number;
  /** Milliseconds between two rounds that take up what is in nobody's hand. */
  readonly pause?: number;
}

/**
 * Has files looked at, a few at a time, and stores what was found. What inspection found of the same bytes a moment before holds
 * again; a scanner learns, and is asked each time.
 */
export interface Looking {
  add(file: store.UnseenRow): void;
  /** Takes up what is pending, of all tenants: everything now, and from then on what is in no process's hand. */
  start(): void;
  /** Resolves when each file was tried. */
  settle(): Promise<void>;
  /** Ends the children; what they had not finished is taken up by another process, or by the next start. */
  stop(): Promise<void>;
}

const PAGE = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
const MINUTE = 60_000;
/** Milliseconds in which a file is in the hand of the process that received it. */
const FRESH = 2 * MINUTE;
/** How often a file is tried that the machine is in trouble with. */
const MOST_TRIES = 30;

export function createLooking(dependencies: Dependencies): Looking {
  const { database, disk, inspector, scanning, tidings, clock, log, width, pause = MINUTE } = dependencies;
  const seen = createSeenBytes();
  const tries = new Map<string, number>();
  let taking = Promise.resolve();
  let rounds: NodeJS.Timeout | undefined;
  let after = BEFORE_ALL;

  const queue = createQueue<store.UnseenRow>(width, (file) =>
    look(file).catch((error: unknown) => void failed(file, error)),
  );

  async function look(file: store.UnseenRow): Promise<void> {
    if (scanning && file.inspected) return scanning.add(file);
    // Another process may look at the same file.
    const drawn = await disk.aside('receiving', `${file.id}.${randomUUID()}.webp`);
    try {
      const findings = (await foundBefore(file, drawn)) ?? (await findingsOf(file, drawn));
      if (findings.problem === 'stopped') return;
      if (isForLater(file, findings)) return;
      await conclude(file, findings, drawn);
    } finally {
      await rm(drawn, { force: true });
    }
  }

  /** Keeps what was found, unless the file was done with meanwhile. */
  async function conclude(file: store.UnseenRow, findings: Findings, drawn: string): Promise<void> {
    const state = stateOf(findings);
    const facts = json(inspectionOf(file, findings));
    const told = state === 'blocked' ? await tidings?.(file) : undefined;
    const saved = store.saveFacts({ id: file.id, facts, state, now: clock() });
    const [[taken]] = await database.withTenant(file.tenant_id).run(saved, ...(told ?? []));
    tries.delete(file.id);
    if (!taken) return;
    if (findings.preview) await rename(drawn, disk.previewOf(file.tenant_id, file.id));
    seen.remember(file, findings);
    if (state === 'pending') scanning?.add(file);
  }

  function stateOf({ security, problem }: Findings): 'pending' | 'stored' | 'blocked' {
    if (security.block) return 'blocked';
    // What is not there, no scanner can tell of.
    return scanning && problem !== 'missing' ? 'pending' : 'stored';
  }

  /** Where the machine was in trouble, nothing is said of the file for a while; of one that is dangerous, at once. */
  const isForLater = (file: store.UnseenRow, { problem, security }: Findings): boolean =>
    problem === 'busy' && !security.block && failed(file, problem) < MOST_TRIES;

  /** Answers how often it failed. The file stays pending, and is taken up again. */
  function failed({ id: file }: store.UnseenRow, error: unknown): number {
    const times = (tries.get(file) ?? 0) + 1;
    tries.set(file, times);
    log({ level: 'error', message: 'A file was not inspected.', file, times, error });
    return times;
  }

  /** Takes up the next page of what is pending since `before`; false behind the last one. */
  async function takeUp(before: Date | null): Promise<boolean> {
    const [rows] = await database
      .withPlatform('files that nobody has looked at yet')
      .run(store.unseenFiles({ after, before, limit: PAGE }));
    for (const row of rows) if ((tries.get(row.id) ?? 0) < MOST_TRIES) queue.add(row);
    after = rows.length < PAGE ? BEFORE_ALL : rows.at(-1)!.id;
    return rows.length === PAGE;
  }

  async function takeUpAll(): Promise<void> {
    for (let isMore = true; isMore;) isMore = await takeUp(null);
  }

  async function takeUpOlder(): Promise<void> {
    await takeUp(new Date(clock().getTime() - FRESH));
  }

  function inTurn(work: () => Promise<void>): void {
    taking = taking
      .then(work)
      .catch((error: unknown) => log({ level: 'error', message: 'Files were not taken up for inspection.', error }));
  }

  /** What was found of the same bytes, with the picture drawn of them; undefined where either is gone. */
  async function foundBefore(file: store.UnseenRow, drawn: string): Promise<Findings | undefined> {
    const before = seen.like(file);
    if (!before || !(await isThere(disk.pathOf(file.tenant_id, file.id)))) return undefined;
    if (!before.findings.preview) return before.findings;
    const copied = copyFile(disk.previewOf(file.tenant_id, before.id), drawn);
    return copied.then(
      () => before.findings,
      () => undefined,
    );
  }

  async function findingsOf({ tenant_id: tenant, id, name }: store.UnseenRow, preview: string): Promise<Findings> {
    const path = disk.pathOf(tenant, id);
    return (await isThere(path))
      ? inspector.inspect({ path, name, previewTo: { preview } })
      : { ...unseen(name), problem: 'missing' };
  }

  return {
    add: (file) => queue.add(file),
    start: () => {
      inTurn(takeUpAll);
      rounds = setInterval(() => inTurn(takeUpOlder), pause).unref();
    },
    settle: async () => {
      await taking;
      await queue.settle();
      await scanning?.settle();
    },
    stop: async () => {
      clearInterval(rounds);
      await taking;
      queue.clear();
      inspector.stop();
      await queue.settle();
      await scanning?.stop();
    },
  };
}

async function isThere(path: string): Promise<boolean> {
  const handle = await openIfThere(path);
  await handle?.close();
  return handle !== undefined;
}

function inspectionOf({ bytes, sha256 }: store.UnseenRow, findings: Findings): Inspection {
  return { ...findings, outcome: outcomeOf(findings), bytes, ...(sha256 !== null && { sha256 }) };
}

function outcomeOf({ problem, raster, page }: Findings): Inspection['outcome'] {
  if (problem !== undefined) return 'refused';
  return (raster ?? page) ? 'read' : 'recognised';
}

import { copyFile, rename, rm, stat } from 'node:fs/promises';
import type { Database } from '../kernel/database.ts';
import type { Log } from '../kernel/log.ts';
import { json } from '../kernel/statement.ts';
import type { Disk } from './disk.ts';
import type { Findings, Inspection } from './inspection/facts.ts';
import { type Inspector, unseen } from './inspection/inspector.ts';
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
}

/**
 * Has files looked at, a few at a time, and stores what was found. What inspection found of the same bytes a moment before holds
 * again; a scanner learns, and is asked each time.
 */
export interface Looking {
  add(file: store.UnseenRow): void;
  /** Takes up what no process has looked at yet, of all tenants. */
  resume(): Promise<void>;
  settle(): Promise<void>;
  /** Ends the children; what they had not finished is taken up by the next start. */
  stop(): Promise<void>;
}

const PAGE = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

export function createLooking(dependencies: Dependencies): Looking {
  const { database, disk, inspector, scanning, tidings, clock, log, width } = dependencies;
  const queue = createQueue<store.UnseenRow>(width, (file) =>
    look(file).catch((error: unknown) =>
      log({ level: 'error', message: 'A file was not inspected.', file: file.id, error }),
    ),
  );

  const seen = createSeenBytes();

  async function look(file: store.UnseenRow): Promise<void> {
    if (scanning && file.inspected) return scanning.add(file);
    const drawn = await disk.aside('receiving', `${file.id}.webp`);
    const findings = (await foundBefore(file, drawn)) ?? (await findingsOf(file, drawn));
    if (findings.problem === 'stopped') return;
    if (findings.preview) await rename(drawn, disk.previewOf(file.tenant_id, file.id));
    else await rm(drawn, { force: true });
    const facts = json(inspectionOf(file, findings));
    const state = findings.security.block ? 'blocked' : scanning ? 'pending' : 'stored';
    const told = state === 'blocked' ? await tidings?.(file) : undefined;
    const saving = store.saveFacts({ id: file.id, facts, state, now: clock() });
    await database.withTenant(file.tenant_id).run(saving, ...(told ?? []));
    seen.remember(file, findings);
    if (state === 'pending') scanning?.add(file);
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
    resume: async () => {
      for (let after = BEFORE_ALL; ;) {
        const [rows] = await database
          .withPlatform('files that nobody has looked at yet')
          .run(store.unseenFiles({ after, limit: PAGE }));
        for (const row of rows) queue.add(row);
        if (rows.length < PAGE) return;
        after = rows.at(-1)!.id;
      }
    },
    settle: async () => {
      await queue.settle();
      await scanning?.settle();
    },
    stop: async () => {
      queue.clear();
      inspector.stop();
      await queue.settle();
      await scanning?.stop();
    },
  };
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

function inspectionOf({ bytes, sha256 }: store.UnseenRow, findings: Findings): Inspection {
  return { ...findings, outcome: outcomeOf(findings), bytes, ...(sha256 !== null && { sha256 }) };
}

function outcomeOf({ problem, raster, page }: Findings): Inspection['outcome'] {
  if (problem !== undefined) return 'refused';
  return (raster ?? page) ? 'read' : 'recognised';
}

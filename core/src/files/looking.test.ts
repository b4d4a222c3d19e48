import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../kernel/database.ts';
import { newId } from '../kernel/ids.ts';
import type { LogEntry } from '../kernel/log.ts';
import { statement } from '../kernel/statement.ts';
import { openTestDatabase } from '../testing/database.ts';
import { diskAt } from './disk.ts';
import { unseen } from './inspection/disguise.ts';
import type { Findings } from './inspection/facts.ts';
import { createInspector, type Inspector } from './inspection/inspector.ts';
import { DEFAULT_LIMITS } from './inspection/limits.ts';
import { createLooking, type Looking } from './looking.ts';
import { quarantine } from './scanning/store-scanning.ts';
import { saveFacts } from './store.ts';
import * as samples from './testing/samples.ts';

const insertDraft = statement<{ tenant: string; id: string }>(
  'fixture.draft',
  (place) => sql`insert into core.request (tenant_id, id, intent, kind, door, flow, state, content, kind_version)
    values (${place('tenant')}, ${place('id')}, 'create', 'note', 'public', 'notes', 'draft', '{}', 1)`,
);
const insertFile = statement<{ tenant: string; id: string; draft: string; name: string; at: Date }>(
  'fixture.file',
  (place) => sql`insert into core.file (tenant_id, id, request_id, name, bytes, sha256, state, uploaded_by, created_at)
    values (${place('tenant')}, ${place('id')}, ${place('draft')}, ${place('name')}, 1, 'a', 'pending', '{}', ${place('at')})`,
);
const fileOf = statement<{ id: string }, { state: string; facts: Record<string, unknown> | null }>(
  'fixture.file-of',
  (place) => sql`select state, facts from core.file where id = ${place('id')}`,
);

describe('looking at files', { timeout: 60_000 }, () => {
  let database: Database;
  let folder: string;
  beforeAll(async () => {
    database = await openTestDatabase('postgres-app');
    folder = await mkdtemp(join(tmpdir(), 'docket-looking-'));
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Looks with the real inspector, and tells at which names it was asked to look. */
  function looking() {
    const asked: string[] = [];
    const real = createInspector({ ...DEFAULT_LIMITS, wallMs: 60_000 });
    const inspector: typeof real = {
      ...real,
      inspect: (task) => {
        asked.push(task.name);
        return real.inspect(task);
      },
    };
    const disk = diskAt(folder);
    const log = ({ message, error }: { message: string; error?: unknown }): never => {
      throw new Error(message, { cause: error });
    };
    const own = createLooking({
      database,
      disk,
      inspector,
      scanning: undefined,
      clock: () => new Date(),
      log,
      width: 1,
    });
    return {
      asked,
      disk,
      /** Resolves once the file of these bytes was looked at. */
      async at(bytes: Buffer, { tenant = shop, name = 'logo.png', sha256 = 'a' } = {}): Promise<string> {
        const id = newId();
        await mkdir(join(folder, tenant), { recursive: true });
        await writeFile(disk.pathOf(tenant, id), bytes);
        const draft = newId();
        await database
          .withTenant(tenant)
          .run(insertDraft({ tenant, id: draft }), insertFile({ tenant, id, draft, name, at: new Date() }));
        own.add({ tenant_id: tenant, id, name, bytes: bytes.length, sha256, inspected: false });
        await own.settle();
        return id;
      },
    };
  }
  const shop = newId();

  it('happens once for the same bytes of a shop, and each file has a picture of its own', async () => {
    const own = looking();
    const logo = await samples.badgePng(300);
    const [first, second] = [await own.at(logo), await own.at(logo, { name: 'the same.png' })];
    expect(own.asked).toEqual(['logo.png']);
    await own.disk.remove(shop, first);
    expect((await readFile(own.disk.previewOf(shop, second))).length).toBeGreaterThan(100);
  });

  it('happens anew for another shop, another ending of the name, other bytes, and where the picture is gone', async () => {
    const own = looking();
    const logo = await samples.badgePng(300);
    const first = await own.at(logo);
    await own.at(logo, { name: 'elsewhere.png', tenant: newId() });
    await own.at(logo, { name: 'disguised.pdf' });
    await own.at(await samples.badgePng(200), { name: 'other.png', sha256: 'b' });
    await own.disk.remove(shop, first);
    await own.at(logo, { name: 'again.png' });
    expect(own.asked).toEqual(['logo.png', 'elsewhere.png', 'disguised.pdf', 'other.png', 'again.png']);
  });

  it('happens each time for what is dangerous or cannot be read', async () => {
    const own = looking();
    const evil = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    for (let time = 0; time < 2; time += 1) {
      await own.at(evil, { name: 'evil.svg' });
      await own.at((await samples.badgePng(300)).subarray(0, 200), { name: 'torn.png', sha256: 'b' });
    }
    expect(own.asked).toEqual(['evil.svg', 'torn.png', 'evil.svg', 'torn.png']);
  });

  describe('that nobody has in hand', () => {
    const now = new Date('2026-11-27T10:00:00Z');
    const patient = { timeout: 20_000 };
    const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
    const disk = () => diskAt(folder);
    const running: Looking[] = [];
    afterEach(() => Promise.all(running.splice(0).map((own) => own.stop())));

    /** A file as a process leaves it that ends before it has looked. */
    async function left(bytes: Buffer, { name = 'logo.png', at = minutesAgo(3) } = {}): Promise<string> {
      const [id, draft] = [newId(), newId()];
      await database
        .withTenant(shop)
        .run(insertDraft({ tenant: shop, id: draft }), insertFile({ tenant: shop, id, draft, name, at }));
      await mkdir(join(folder, shop), { recursive: true });
      await writeFile(disk().pathOf(shop, id), bytes);
      return id;
    }
    const found = async (id: string) => (await database.withTenant(shop).run(fileOf({ id })))[0][0];
    const asRow = (id: string) => ({ tenant_id: shop, id, name: 'logo.png', bytes: 1, sha256: 'a', inspected: false });
    const hasPicture = async (id: string) => (await readdir(join(folder, shop))).includes(`${id}.webp`);

    /** Another process; `inspect` does what its inspector does. */
    function open(inspect?: Inspector['inspect'], { on = database, log = [] as LogEntry[] } = {}): Looking {
      const real = createInspector({ ...DEFAULT_LIMITS, wallMs: 60_000 });
      const own = createLooking({
        database: on,
        disk: disk(),
        inspector: { ...real, ...(inspect && { inspect }) },
        scanning: undefined,
        clock: () => now,
        log: (entry) => void log.push(entry),
        width: 2,
        pause: 10,
      });
      running.push(own);
      return own;
    }
    const saying = (findings: Partial<Findings>) => async (): Promise<Findings> => ({ ...unseen('a'), ...findings });

    it('is taken up while the process goes on, each once, and what was just received is left to who received it', async () => {
      const asked: string[] = [];
      const own = open(async ({ name }) => {
        asked.push(name);
        await new Promise((resolve) => setTimeout(resolve, 100));
        return unseen(name);
      });
      own.start();
      await own.settle();
      const old = await left(Buffer.from('a'), { name: 'old.txt' });
      const fresh = await left(Buffer.from('a'), { name: 'fresh.txt', at: minutesAgo(1) });
      await expect.poll(async () => (await found(old))?.state, patient).toBe('stored');
      expect(await found(fresh)).toMatchObject({ state: 'pending', facts: null });
      expect(asked).toEqual(['old.txt']);
    });

    it('is every one whose look failed while the database was away', async () => {
      let isAway = true;
      const flaky: Database = {
        ...database,
        withTenant: (tenant) => {
          if (isAway) throw new Error('The database is away.');
          return database.withTenant(tenant);
        },
      };
      const log: LogEntry[] = [];
      const own = open(undefined, { on: flaky, log });
      const ids = [
        await left(Buffer.from(samples.badge), { name: 'a.svg' }),
        await left(Buffer.from('hello'), { name: 'b.txt' }),
      ];
      for (const id of ids) own.add(asRow(id));
      await own.settle();
      expect(log.map(({ message }) => message)).toEqual(['A file was not inspected.', 'A file was not inspected.']);
      isAway = false;
      own.start();
      await expect
        .poll(async () => (await Promise.all(ids.map(found))).map((file) => file?.state), patient)
        .toEqual(['stored', 'stored']);
    });

    it('is one that the machine had no means for, and is given up after a while', async () => {
      const log: LogEntry[] = [];
      const id = await left(Buffer.from('a'));
      const busy = open(saying({ problem: 'busy' }), { log });
      busy.add(asRow(id));
      await busy.settle();
      expect(await found(id)).toMatchObject({ state: 'pending', facts: null });
      busy.start();
      await expect
        .poll(() => found(id), patient)
        .toMatchObject({ state: 'stored', facts: { problem: 'busy', outcome: 'refused' } });
      expect(log.filter(({ file }) => file === id)).toHaveLength(30);
    });

    it('is none that is known to be dangerous, whatever the machine has means for', async () => {
      const id = await left(Buffer.from('a'));
      const security = { block: true, reasons: ['svg-script' as const], warnings: [] };
      const own = open(saying({ problem: 'busy', security }));
      own.add(asRow(id));
      await own.settle();
      expect(await found(id)).toMatchObject({ state: 'blocked', facts: { security } });
    });

    it('may be looked at by two processes: neither takes away the other’s picture', async () => {
      const id = await left(await samples.badgePng(300));
      const real = createInspector({ ...DEFAULT_LIMITS, wallMs: 60_000 });
      const busy = open(saying({ problem: 'busy' }));
      const good = open(async (task) => {
        const findings = await real.inspect(task);
        busy.add(asRow(id));
        await busy.settle();
        return findings;
      });
      good.add(asRow(id));
      await good.settle();
      expect(await found(id)).toMatchObject({ state: 'stored', facts: { outcome: 'read' } });
      expect(await hasPicture(id)).toBe(true);
      expect(await readdir(join(folder, 'receiving'))).toEqual([]);
    });

    it('may be looked at by two processes: the later one that was out of time says nothing', async () => {
      const id = await left(await samples.badgePng(300));
      const late = open(async () => {
        const good = open();
        good.add(asRow(id));
        await good.settle();
        return { ...unseen('logo.png'), problem: 'time-limit' };
      });
      late.add(asRow(id));
      await late.settle();
      expect(await found(id)).toMatchObject({ state: 'stored', facts: { outcome: 'read' } });
      expect(await hasPicture(id)).toBe(true);
    });

    it('[abuse 90] may be found to be malware meanwhile, and its picture does not come back', async () => {
      const id = await left(await samples.badgePng(300));
      const real = createInspector({ ...DEFAULT_LIMITS, wallMs: 60_000 });
      const late = open(async (task) => {
        const findings = await real.inspect(task);
        const facts = JSON.stringify(findings);
        await database
          .withTenant(shop)
          .run(saveFacts({ id, facts, state: 'pending', now }), quarantine({ id, malware: 'Logo.Trojan' }));
        return findings;
      });
      late.add(asRow(id));
      await late.settle();
      expect(await found(id)).toMatchObject({
        state: 'blocked',
        facts: { malware: 'Logo.Trojan', security: { block: true, reasons: ['malware'] } },
      });
      expect(await hasPicture(id)).toBe(false);
    });
  });
});

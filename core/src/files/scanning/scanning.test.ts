import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../access/access.ts';
import type { Database } from '../../kernel/database.ts';
import { newId } from '../../kernel/ids.ts';
import type { LogEntry } from '../../kernel/log.ts';
import { statement } from '../../kernel/statement.ts';
import { eicar, openClamd, type TestClamd } from '../../testing/clamd.ts';
import { openTestDatabase, stores } from '../../testing/database.ts';
import type { Shop } from '../../tenants/tenants.ts';
import { createFiles, fileLimits, type Files } from '../files.ts';
import * as samples from '../testing/samples.ts';
import { clamdAt } from './clamd.ts';
import type { Scanner, Verdict } from './scanner.ts';
import { createScanning } from './scanning.ts';
import { saveFacts } from '../store.ts';
import { release } from './store-scanning.ts';
import { diskAt } from '../disk.ts';

const now = new Date('2026-11-27T10:00:00Z');
const MEGABYTE = 1024 * 1024;
const patient = { timeout: 20_000 };

const insertDraft = statement<{ tenant: string; id: string }>(
  'fixture.draft',
  (
    place,
  ) => sql`insert into core.request (tenant_id, id, intent, kind, door, flow, state, draft_token_hash, content, kind_version)
    values (${place('tenant')}, ${place('id')}, 'create', 'note', 'public', 'notes', 'draft', '\\x01', '{}', 1)`,
);
const insertPending = statement<{ tenant: string; id: string; draft: string }>(
  'fixture.pending',
  (place) => sql`insert into core.file (tenant_id, id, request_id, name, bytes, sha256, state, uploaded_by, created_at)
    values (${place('tenant')}, ${place('id')}, ${place('draft')}, 'b.txt', 5, 'b', 'pending', '{}', now())`,
);
const fileOf = statement<{ id: string }, { state: string; facts: Record<string, unknown> | null }>(
  'fixture.file',
  (place) => sql`select state, facts from core.file where id = ${place('id')}`,
);

describe.each(stores)('files and a malware scanner on %s', { timeout: 60_000 }, (engine) => {
  let database: Database;
  let folder: string;
  let clamd: TestClamd;
  let log: LogEntry[];
  const running: Files[] = [];
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    folder = await mkdtemp(join(tmpdir(), 'docket-scanning-'));
    clamd = await openClamd({ mostBytes: MEGABYTE });
  }, 60_000);
  beforeEach(() => void (log = []));
  afterEach(async () => {
    await Promise.all(running.splice(0).map((files) => files.stop()));
    await clamd.behave('well');
  });
  afterAll(async () => {
    await clamd.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const tenant = newId();
  const call = {
    shop: {
      tenant: { id: tenant },
      settingsOf: () => ({ uploadsPerHour: 10_000, uploadMegabytesPerDay: 100_000 }),
    } as unknown as Shop,
    actor: { type: 'anonymous' },
    now,
    requestId: 'test',
    address: 'test',
  } satisfies Caller;

  function open(scanner = clamdAt(clamd.place, { silence: 300 })): Files {
    const limits = { ...fileLimits, inspection: { ...fileLimits.inspection, wallMs: 60_000 } };
    const files = createFiles({
      database,
      newId,
      folder,
      clock: () => now,
      limits,
      scanner,
      log: (entry) => void log.push(entry),
    });
    running.push(files);
    return files;
  }

  async function send(files: Files, name: string, bytes: Buffer): Promise<string> {
    const draft = newId();
    await database.withTenant(tenant).run(insertDraft({ tenant, id: draft }));
    const { id } = await files.store(call, { draft, name }, bytes);
    await files.settle();
    return id;
  }

  const found = async (id: string) => (await database.withTenant(tenant).run(fileOf({ id })))[0][0];
  const said = () => log.map(({ message }) => message);

  it('[abuse 90] quarantines EICAR’s file: nobody may have it, and its facts say what was found', async () => {
    const id = await send(open(), 'notes.txt', eicar);
    expect(await found(id)).toMatchObject({
      state: 'blocked',
      facts: { malware: 'Eicar-Test-Signature', security: { block: true, reasons: ['malware'] }, kind: 'text' },
    });
    expect(said()).toEqual(['The malware scanner found something.']);
  });

  it('forgets the picture of what is quarantined, and keeps what else is known of it', async () => {
    const scanner: Scanner = { scan: async () => ({ type: 'found', name: 'Logo.Trojan' }) };
    const id = await send(open(scanner), 'logo.png', await samples.badgePng(100));
    const { state, facts } = (await found(id))!;
    expect({ state, ...facts }).toMatchObject({
      state: 'blocked',
      malware: 'Logo.Trojan',
      kind: 'png',
      outcome: 'read',
    });
    expect(facts).not.toHaveProperty('preview');
    expect((await readdir(join(folder, tenant))).filter((name) => name.startsWith(id))).toEqual([id]);
  });

  it('lets pass what is harmless, with its picture', async () => {
    const id = await send(open(), 'logo.png', await samples.badgePng(100));
    expect(await found(id)).toMatchObject({
      state: 'stored',
      facts: { outcome: 'read', preview: { mime: 'image/webp' } },
    });
    expect(said()).toEqual([]);
  });

  it('is not asked about what inspection blocks', async () => {
    const before = clamd.asked;
    const evil = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    expect(await found(await send(open(), 'evil.svg', evil))).toMatchObject({ state: 'blocked' });
    expect(clamd.asked).toBe(before);
  });

  it('is asked about the same bytes each time, since it learns', async () => {
    const [files, before] = [open(), clamd.asked];
    const logo = await samples.badgePng(100);
    for (const name of ['one.png', 'two.png']) await send(files, name, logo);
    expect(clamd.asked).toBe(before + 2);
  });

  it('[abuse 90] that is away lets files wait with all that inspection knows', async () => {
    const files = open();
    await clamd.behave('away');
    const ids = [await send(files, 'a.png', await samples.badgePng(100)), await send(files, 'b.txt', eicar)];
    expect(await Promise.all(ids.map(found))).toMatchObject([
      { state: 'pending', facts: { outcome: 'read', preview: { mime: 'image/webp' } } },
      { state: 'pending', facts: { kind: 'text' } },
    ]);
    expect(said()).toEqual(['The malware scanner cannot be reached; files wait for it.']);
  });

  it('that is away is asked again and again, and the log says once that it is away, and once that it is back', async () => {
    await clamd.behave('away');
    const files = open();
    const id = await send(files, 'a.txt', Buffer.from('hello'));
    await files.stop();
    log = [];
    let asked = 0;
    const clam = clamdAt(clamd.place);
    const scanner: Scanner = {
      scan: (content, signal) => {
        asked += 1;
        return clam.scan(content, signal);
      },
    };
    const scanning = createScanning({
      database,
      disk: diskAt(folder),
      scanner,
      log: (entry) => void log.push(entry),
      width: 1,
      pause: 10,
    });
    scanning.add({ tenant_id: tenant, id });
    await expect.poll(() => asked, patient).toBeGreaterThan(5);
    expect(said()).toEqual(['The malware scanner cannot be reached; files wait for it.']);
    await clamd.behave('well');
    await expect.poll(async () => (await found(id))?.state, patient).toBe('stored');
    await scanning.stop();
    expect(said().slice(1)).toEqual(['The malware scanner is back.']);
  });

  it('that is away is not asked about each file that comes meanwhile', async () => {
    let asked = 0;
    const scan = async (): Promise<never> => {
      asked += 1;
      throw new Error('away');
    };
    const files = open({ scan });
    for (const name of ['a.txt', 'b.txt', 'c.txt']) await send(files, name, Buffer.from('hello'));
    expect(asked).toBe(1);
  });

  it('that comes back is asked about what waited, after a start too, and inspection is not done again', async () => {
    await clamd.behave('away');
    const before = open();
    const ids = [await send(before, 'a.png', await samples.badgePng(100)), await send(before, 'b.txt', eicar)];
    await before.stop();
    await clamd.behave('well');
    // Were it drawn anew, there would be a picture again.
    await rm(join(folder, tenant, `${ids[0]}.webp`));
    const after = open();
    after.start();
    await after.settle();
    expect(await Promise.all(ids.map(found))).toMatchObject([{ state: 'stored' }, { state: 'blocked' }]);
    expect(await readdir(join(folder, tenant))).not.toContain(`${ids[0]}.webp`);
  });

  it('that was taken away for good leaves nothing waiting after the next start', async () => {
    await clamd.behave('away');
    const before = open();
    const id = await send(before, 'a.png', await samples.badgePng(100));
    await before.stop();
    const after = createFiles({ database, newId, folder, clock: () => now, log: (entry) => void log.push(entry) });
    running.push(after);
    after.start();
    await after.settle();
    expect(await found(id)).toMatchObject({ state: 'stored' });
  });

  it('that cannot tell of one file lets that one wait, and the others pass', async () => {
    const files = open();
    const huge = await send(files, 'huge.txt', Buffer.alloc(2 * MEGABYTE, 'x'));
    const small = await send(files, 'small.txt', Buffer.from('hello'));
    expect(await found(huge)).toMatchObject({ state: 'pending' });
    expect(await found(small)).toMatchObject({ state: 'stored' });
    expect(said()).toEqual(['The malware scanner cannot tell of a file.']);
  });

  it('that cannot tell of a file says why, once, and no more when it can', async () => {
    let answers: Verdict = { type: 'unable', why: 'INSTREAM size limit exceeded. ERROR' };
    const before = open({ scan: async () => answers });
    const id = await send(before, 'a.txt', Buffer.from('hello'));
    await before.stop();
    expect((await found(id))?.facts).toMatchObject({
      kind: 'text',
      unscannable: 'INSTREAM size limit exceeded. ERROR',
    });
    log = [];
    let asked = 0;
    const scan = async (): Promise<Verdict> => {
      asked += 1;
      return answers;
    };
    const dependencies = { database, disk: diskAt(folder), log: (entry: LogEntry) => void log.push(entry), width: 1 };
    const scanning = createScanning({ ...dependencies, scanner: { scan }, pause: 1 });
    scanning.add({ tenant_id: tenant, id });
    await expect.poll(() => asked, patient).toBeGreaterThan(2);
    expect(said()).toEqual(['The malware scanner cannot tell of a file.']);
    answers = { type: 'clean' };
    await expect.poll(async () => (await found(id))?.state, patient).toBe('stored');
    await scanning.stop();
    expect((await found(id))?.facts).not.toHaveProperty('unscannable');
  });

  it('that says nothing holds nobody up for ever', async () => {
    const files = open();
    await clamd.behave('silent');
    expect(await found(await send(files, 'a.txt', Buffer.from('hello')))).toMatchObject({ state: 'pending' });
    await files.stop();
  });

  it('is asked again by itself once it is back, about each file that waited', async () => {
    const disk = diskAt(folder);
    await clamd.behave('away');
    const files = open();
    const ids = [await send(files, 'a.txt', Buffer.from('hello')), await send(files, 'b.txt', eicar)];
    await files.stop();
    const scanning = createScanning({
      database,
      disk,
      scanner: clamdAt(clamd.place),
      log: (entry) => void log.push(entry),
      width: 1,
      pause: 20,
    });
    for (const id of ids) scanning.add({ tenant_id: tenant, id });
    await scanning.settle();
    await clamd.behave('well');
    await expect
      .poll(async () => (await Promise.all(ids.map(found))).map((file) => file?.state))
      .toEqual(['stored', 'blocked']);
    await scanning.stop();
  });

  it('is left alone once the platform has stopped, by what runs and by what waits', async () => {
    let asked = 0;
    const scan: Scanner['scan'] = (_, signal) => {
      asked += 1;
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    };
    const id = await send(open(), 'a.txt', Buffer.from('hello'));
    const away = (): Promise<never> => {
      asked += 1;
      return Promise.reject(new Error('away'));
    };
    for (const scanner of [{ scan }, { scan: away }]) {
      const scanning = createScanning({
        database,
        disk: diskAt(folder),
        scanner,
        log: (entry) => void log.push(entry),
        width: 1,
        pause: 20,
      });
      scanning.add({ tenant_id: tenant, id });
      await new Promise((resolve) => setTimeout(resolve, 10));
      await scanning.stop();
    }
    const before = asked;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(asked).toBe(before);
    expect(before).toBe(2);
  });

  it.each(['stored', 'blocked'] as const)(
    'says nothing late of a file that another process found to be %s',
    async (state) => {
      const id = await send(open(), 'a.txt', state === 'blocked' ? eicar : Buffer.from('hello'));
      const tables = database.withTenant(tenant);
      await tables.run(release({ id }));
      const known = await found(id);
      expect(known).toMatchObject({ state });
      for (const late of ['pending', 'stored'] as const)
        await tables.run(saveFacts({ id, facts: '{}', state: late, now }));
      expect(await found(id)).toEqual(known);
    },
  );

  it('[abuse 90] stays what was found to be malware, whatever inspection says late', async () => {
    const id = await send(open(), 'a.txt', eicar);
    const known = await found(id);
    await database.withTenant(tenant).run(saveFacts({ id, facts: '{}', state: 'blocked', now }));
    expect(await found(id)).toEqual(known);
  });

  it('is dangerous at any time, also when inspection finds out late', async () => {
    const id = await send(open(), 'a.txt', Buffer.from('hello'));
    await database.withTenant(tenant).run(saveFacts({ id, facts: '{"kind": "svg"}', state: 'blocked', now }));
    expect(await found(id)).toMatchObject({ state: 'blocked', facts: { kind: 'svg' } });
  });

  it('waits for no scanner where its bytes are gone, and is nobody’s should they turn up', async () => {
    await clamd.behave('away');
    const before = open();
    const inspected = await send(before, 'a.png', await samples.badgePng(100));
    await before.stop();
    const fresh = newId();
    const draft = newId();
    await database
      .withTenant(tenant)
      .run(insertDraft({ tenant, id: draft }), insertPending({ tenant, id: fresh, draft }));
    await rm(join(folder, tenant, inspected));
    await clamd.behave('well');
    const after = open();
    after.start();
    await after.settle();
    for (const id of [inspected, fresh]) {
      const file = await found(id);
      expect(file).toMatchObject({ state: 'stored', facts: { outcome: 'refused', problem: 'missing' } });
      expect(file?.facts).not.toHaveProperty('preview');
      await writeFile(join(folder, tenant, id), 'hello');
      const rows = await database.withTenant(tenant).run(...after.fileReads(id));
      expect(after.fileFor(call, Buffer.from([1]), rows)).toBeUndefined();
    }
  });

  it('is not asked about a file that is gone meanwhile', async () => {
    const [disk, before] = [diskAt(folder), clamd.asked];
    const scanning = createScanning({
      database,
      disk,
      scanner: clamdAt(clamd.place),
      log: (entry) => void log.push(entry),
      width: 1,
    });
    scanning.add({ tenant_id: tenant, id: newId() });
    await scanning.settle();
    await scanning.stop();
    expect([clamd.asked, said()]).toEqual([before, []]);
  });
});

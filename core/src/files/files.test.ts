import type { Stats } from 'node:fs';
import {
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Caller } from '../access/access.ts';
import type { Database } from '../kernel/database.ts';
import { newId } from '../kernel/ids.ts';
import type { LogEntry } from '../kernel/log.ts';
import { statement } from '../kernel/statement.ts';
import { openTestDatabase, stores } from '../testing/database.ts';
import type { Shop } from '../tenants/tenants.ts';
import { createFiles, fileLimits, type FileLimits } from './files.ts';
import * as samples from './testing/samples.ts';

const now = new Date('2026-11-24T10:00:00Z');

const insertDraft = statement<{ tenant: string; id: string; owner: Buffer; state: string }>(
  'fixture.draft',
  (
    place,
  ) => sql`insert into core.request (tenant_id, id, intent, kind, door, flow, state, draft_token_hash, content, kind_version)
    values (${place('tenant')}, ${place('id')}, 'create', 'note', 'public', 'notes', ${place('state')}, ${place('owner')}, '{}', 1)`,
);
const deleteDraft = statement<{ id: string }>(
  'fixture.delete-draft',
  (place) => sql`delete from core.request where id = ${place('id')}`,
);
const filesOf = statement<{ draft: string }, { id: string; state: string; facts: { kind: string } | null }>(
  'fixture.files',
  (place) => sql`select id, state, facts from core.file where request_id = ${place('draft')} order by name`,
);

async function* inPieces(bytes: Buffer, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function* cutAfter(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield* inPieces(bytes);
  throw new Error('aborted');
}

describe.each(stores)('files on %s', { timeout: 60_000 }, (engine) => {
  let database: Database;
  let folder: string;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    folder = await mkdtemp(join(tmpdir(), 'docket-files-'));
    // While it is empty it becomes this database's.
    const own = files();
    own.start();
    await own.stop();
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const tenant = newId();
  const owner = Buffer.alloc(32, 1);
  const callOf = (id = tenant): Caller => ({
    shop: {
      tenant: { id },
      settingsOf: () => ({ uploadsPerHour: 10_000, uploadMegabytesPerDay: 100_000 }),
    } as unknown as Shop,
    actor: { type: 'anonymous' },
    now,
    requestId: 'test',
    address: 'test',
  });
  const call = callOf();
  const files = (limits: Partial<FileLimits> = {}, parts: Partial<Parameters<typeof createFiles>[0]> = {}) => {
    const patient = { ...fileLimits.inspection, wallMs: 60_000 };
    return createFiles({
      database,
      newId,
      folder,
      clock: () => now,
      limits: { ...fileLimits, inspection: patient, ...limits },
      log: ({ message, error }) => {
        throw new Error(message, { cause: error });
      },
      ...parts,
    });
  };

  async function draft(state = 'draft'): Promise<string> {
    const id = newId();
    await database.withTenant(tenant).run(insertDraft({ tenant, id, owner, state }));
    return id;
  }

  const rowsOf = async (id: string) => (await database.withTenant(tenant).run(filesOf({ draft: id })))[0];
  const onDisk = async (): Promise<readonly string[]> => readdir(join(folder, tenant)).catch(() => []);
  const leftOver = async (): Promise<readonly string[]> => readdir(join(folder, 'receiving')).catch(() => []);

  it('are streamed to disk under their id, and looked at', async () => {
    const id = await draft();
    const own = files();
    const bytes = await samples.badgePng(500);
    const row = await own.receive(call, { id, files: 0 }, { name: '../Größe.png', content: inPieces(bytes, 1000) });
    expect(row).toMatchObject({ name: 'Größe.png', bytes: bytes.length, state: 'pending', facts: null });
    await own.settle();
    const [found] = await rowsOf(id);
    expect(found).toMatchObject({
      id: row.id,
      state: 'stored',
      facts: { kind: 'png', outcome: 'read', bytes: bytes.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(await onDisk()).toEqual(expect.arrayContaining([row.id, `${row.id}.webp`]));
    expect((await stat(join(folder, tenant, row.id))).mode & 0o077).toBe(0);
    expect(await leftOver()).toEqual([]);
  });

  it('that hold a script are blocked, and nobody else is disturbed', async () => {
    const id = await draft();
    const own = files();
    const evil = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    await own.store(call, { draft: id, name: 'a.svg' }, evil);
    await own.store(call, { draft: id, name: 'b.svg' }, Buffer.from(samples.badge));
    await own.settle();
    expect((await rowsOf(id)).map(({ state }) => state)).toEqual(['blocked', 'stored']);
  });

  it('[CVE-2026-128046] [CVE-2026-53787] that are programs, scripts, pages or archives are refused at sight, whatever they are called', async () => {
    const id = await draft();
    const own = files();
    const tar = Buffer.from('7z\xbc\xaf\x27\x1c\0\x04'.padEnd(200, '\0'), 'latin1');
    for (const bytes of [samples.program, Buffer.from('#!/bin/sh\n'), Buffer.from('<!doctype html><p>x'), tar]) {
      await expect(own.store(call, { draft: id, name: 'logo.png' }, bytes)).rejects.toMatchObject({
        code: 'file.dangerous',
      });
    }
    expect(await rowsOf(id)).toEqual([]);
    expect(await leftOver()).toEqual([]);
  });

  it('that are too large are cut off while they come', async () => {
    const id = await draft();
    let sent = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield Buffer.alloc((sent += 1000) && 1000, 1);
    }
    const own = files({ bytes: 2 * 2 ** 20 });
    await expect(own.receive(call, { id, files: 0 }, { name: 'a', content: endless() })).rejects.toMatchObject({
      code: 'file.too-large',
      params: { megabytes: 2 },
    });
    expect(sent).toBeLessThan(2.1 * 2 ** 20);
    expect(await rowsOf(id)).toEqual([]);
    expect(await leftOver()).toEqual([]);
  });

  it.each([0.01, 0.5, 0.99])('whose sender goes away after %d leave nothing behind', async (share) => {
    const id = await draft();
    const bytes = Buffer.alloc(500_000, 3);
    const content = cutAfter(bytes.subarray(0, bytes.length * share));
    await expect(files().receive(call, { id, files: 0 }, { name: 'a.png', content })).rejects.toMatchObject({
      code: 'file.cut-off',
    });
    expect(await rowsOf(id)).toEqual([]);
    expect(await leftOver()).toEqual([]);
  });

  it('are counted per draft, also when they come at the same time', async () => {
    const id = await draft();
    const own = files({ perDraft: 3 });
    const all = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) => own.store(call, { draft: id, name: `${n}.txt` }, Buffer.from(`file ${n}`))),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(all.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'file.too-many' } });
    await own.settle();
    const heavy = files({ bytesPerDraft: 30 });
    const other = await draft();
    await heavy.store(call, { draft: other, name: 'a.txt' }, Buffer.alloc(20, 'a'));
    await expect(heavy.store(call, { draft: other, name: 'b.txt' }, Buffer.alloc(20, 'a'))).rejects.toMatchObject({
      code: 'file.too-many',
    });
    await heavy.settle();
  });

  it('of a draft that was sent are taken no more, and leave nothing on disk', async () => {
    const id = await draft('accepted');
    const before = await onDisk();
    await expect(files().store(call, { draft: id, name: 'a.txt' }, Buffer.from('late'))).rejects.toMatchObject({
      code: 'draft.sent',
    });
    expect(await onDisk()).toEqual(before);
  });

  it('of a foreign draft, tenant or browser are unknown', async () => {
    const id = await draft();
    const own = files();
    const row = await own.store(call, { draft: id, name: 'a.txt' }, Buffer.from('mine'));
    await own.settle();
    const drafts = await database.withTenant(tenant).run(...own.draftReads(id));
    const held = await database.withTenant(tenant).run(...own.fileReads(row.id));
    expect(own.draftFor(call, owner, drafts)).toEqual({ id, files: 1 });
    expect(own.fileFor(call, owner, held)).toMatchObject({ id: row.id, name: 'a.txt' });
    for (const stranger of [null, Buffer.alloc(32, 2)]) {
      expect(() => own.draftFor(call, stranger, drafts)).toThrow(expect.objectContaining({ code: 'not-found' }));
      expect(own.fileFor(call, stranger, held)).toBeUndefined();
      await expect(own.remove(call, stranger, held)).rejects.toMatchObject({ code: 'not-found' });
    }
    const elsewhere = await database.withTenant(newId()).run(...own.draftReads(id), ...own.fileReads(row.id));
    expect(() => own.draftFor(call, owner, elsewhere)).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(own.fileFor(call, owner, elsewhere.slice(2))).toBeUndefined();
  });

  it('of a draft are not for staff, of what was sent they are', async () => {
    const own = files();
    const staff = { ...call, actor: { type: 'staff', id: newId(), permissions: ['orders.read'] } } as const;
    const id = await draft();
    const { id: file } = await own.store(call, { draft: id, name: 'a.txt' }, Buffer.from('mine'));
    await own.settle();
    const read = () => database.withTenant(tenant).run(...own.fileReads(file));
    expect(own.fileFor(staff, null, await read())).toBeUndefined();
    const send = statement<{ id: string }>(
      'fixture.send',
      (place) => sql`update core.request set state = 'waiting' where id = ${place('id')}`,
    );
    await database.withTenant(tenant).run(send({ id }));
    expect(own.fileFor(staff, null, await read())).toMatchObject({ id: file });
    expect(own.fileFor({ ...staff, actor: { ...staff.actor, permissions: [] } }, null, await read())).toBeUndefined();
    await expect(own.remove(call, owner, await read())).rejects.toMatchObject({ code: 'draft.sent' });
  });

  it('can be removed by their owner, with everything drawn of them', async () => {
    const id = await draft();
    const own = files();
    const row = await own.store(call, { draft: id, name: 'badge.svg' }, Buffer.from(samples.badge));
    await own.settle();
    await own.remove(call, owner, await database.withTenant(tenant).run(...own.fileReads(row.id)));
    expect(await rowsOf(id)).toEqual([]);
    expect((await onDisk()).filter((name) => name.startsWith(row.id))).toEqual([]);
  });

  it('that nobody looked at before the process ended are looked at by the next', async () => {
    const id = await draft();
    const first = files();
    await first.store(call, { draft: id, name: 'badge.svg' }, Buffer.from(samples.badge));
    await first.stop();
    expect(await rowsOf(id)).toMatchObject([{ facts: null }]);
    const second = files();
    second.start();
    await second.settle();
    expect(await rowsOf(id)).toMatchObject([{ facts: { kind: 'svg', outcome: 'read' } }]);
    await second.stop();
  });

  /** Makes them as old as they are when nobody could still be writing their rows. */
  async function age(hours: number, ...paths: readonly string[]): Promise<void> {
    const old = new Date(Date.now() - hours * 3_600_000);
    await Promise.all(paths.map((path) => utimes(path, old, old)));
  }
  const swept = async (of = tenant): Promise<readonly string[]> => readdir(join(folder, 'swept', of)).catch(() => []);

  it('without a row are swept after an hour, and so is what was left half received', async () => {
    const id = await draft();
    const own = files();
    const kept = await own.store(call, { draft: await draft(), name: 'a.txt' }, Buffer.from('kept'));
    const thrownAway = await own.store(call, { draft: id, name: 'b.txt' }, Buffer.from('thrown away'));
    await own.settle();
    await database.withTenant(tenant).run(deleteDraft({ id }));
    const half = await own.aside('receiving', newId());
    await writeFile(half, 'half');
    await age(2, half, join(folder, tenant, kept.id), join(folder, tenant, thrownAway.id));
    own.start();
    await expect.poll(onDisk).not.toContain(thrownAway.id);
    expect(await onDisk()).toContain(kept.id);
    await expect.poll(leftOver).toEqual([]);
    await own.stop();
  });

  it('that were swept lie aside for a week, with what was drawn of them', async () => {
    const own = files();
    const [id, other] = [await draft(), await draft()];
    const [old, young] = [
      await own.store(call, { draft: id, name: 'old.svg' }, Buffer.from(samples.badge)),
      await own.store(call, { draft: other, name: 'young.svg' }, Buffer.from(`${samples.badge} `)),
    ];
    await own.settle();
    for (const each of [id, other]) await database.withTenant(tenant).run(deleteDraft({ id: each }));
    const all = [old, young].flatMap((file) => [file.id, `${file.id}.webp`]);
    await age(24 * 30, ...all.map((name) => join(folder, tenant, name)));
    own.start();
    await expect.poll(() => swept()).toEqual(expect.arrayContaining(all));
    await own.stop();
    await age(24 * 7 + 1, join(folder, 'swept', tenant, old.id), join(folder, 'swept', tenant, `${old.id}.webp`));
    const next = files();
    next.start();
    await expect.poll(() => swept()).not.toContain(old.id);
    await next.stop();
    expect(await swept()).toEqual(expect.arrayContaining([young.id, `${young.id}.webp`]));
  });

  it('that were swept come back when the database knows them again, before anybody looks for them', async () => {
    const own = files();
    const row = await own.store(call, { draft: await draft(), name: 'badge.svg' }, Buffer.from(samples.badge));
    await own.settle();
    await mkdir(join(folder, 'swept', tenant), { recursive: true });
    for (const name of [row.id, `${row.id}.webp`])
      await rename(join(folder, tenant, name), join(folder, 'swept', tenant, name));
    own.start();
    await own.settle();
    expect(await onDisk()).toEqual(expect.arrayContaining([row.id, `${row.id}.webp`]));
    await own.stop();
  });

  it('that were swept are gone for good when they are removed', async () => {
    const own = files();
    const row = await own.store(call, { draft: await draft(), name: 'a.txt' }, Buffer.from('mine'));
    await own.settle();
    await mkdir(join(folder, 'swept', tenant), { recursive: true });
    await rename(join(folder, tenant, row.id), join(folder, 'swept', tenant, row.id));
    await own.drop(tenant, [row.id]);
    expect(await swept()).not.toContain(row.id);
  });

  it('of other shops are swept whatever a folder is called, and whatever fails at one shop', async () => {
    const [first, strange, last] = ['00000000-0000-7000-8000-000000000001', newId(), newId()];
    const lost = [first, last].map((of) => ({ of, id: newId() }));
    for (const of of [`${first}.bak`, first, last]) await mkdir(join(folder, of), { recursive: true });
    await writeFile(join(folder, `${first}.bak`, strange), 'x');
    for (const { of, id } of lost) await writeFile(join(folder, of, id), 'x');
    await age(2, ...lost.map(({ of, id }) => join(folder, of, id)), join(folder, `${first}.bak`, strange));
    const log: LogEntry[] = [];
    const failing = {
      ...database,
      withTenant: (id: string) => {
        if (id === first) throw new Error('away');
        return database.withTenant(id);
      },
    };
    const own = files({}, { database: failing, log: (entry) => void log.push(entry) });
    own.start();
    await expect.poll(() => swept(last)).toEqual([lost[1]!.id]);
    await own.stop();
    expect(log).toMatchObject([{ message: 'Old files were not removed.', tenant: first, error: { message: 'away' } }]);
    expect(await readdir(join(folder, first))).toEqual([lost[0]!.id]);
    for (const of of [`${first}.bak`, first]) await rm(join(folder, of), { recursive: true });
  });

  it('are all looked through once a day, and each hour those of the last two days', async () => {
    const own = files();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const [first, lost] = [newId(), newId()];
      await mkdir(join(folder, first));
      await writeFile(join(folder, first, lost), 'x');
      await age(2, join(folder, first, lost));
      own.start();
      await expect.poll(() => swept(first)).toEqual([lost]);
      // A shop that the pass of the start does not know.
      const of = newId();
      const [old, young] = [newId(new Date(now.getTime() - 3 * 24 * 3_600_000)), newId(now)];
      await mkdir(join(folder, of));
      for (const id of [old, young]) await writeFile(join(folder, of, id), 'x');
      await age(2, ...[old, young].map((id) => join(folder, of, id)));
      await expect
        .poll(() => {
          vi.advanceTimersByTime(3_600_000);
          return swept(of);
        })
        .toEqual([young]);
      expect(await readdir(join(folder, of))).toEqual([old]);
      await own.stop();
      const next = files();
      next.start();
      await expect.poll(() => swept(of)).toEqual(expect.arrayContaining([old, young]));
      await next.stop();
    } finally {
      vi.useRealTimers();
    }
  });

  describe('in a folder of another database', () => {
    let elsewhere: string;
    const log: LogEntry[] = [];
    const orphan = newId();
    beforeEach(async () => {
      log.length = 0;
      elsewhere = await mkdtemp(join(tmpdir(), 'docket-elsewhere-'));
    });
    afterEach(() => rm(elsewhere, { recursive: true, force: true }));

    async function fill(...shops: readonly { readonly of: string; readonly id: string }[]): Promise<void> {
      for (const { of, id } of shops) {
        await mkdir(join(elsewhere, of), { recursive: true });
        await writeFile(join(elsewhere, of, id), 'x');
        await age(2, join(elsewhere, of, id));
      }
    }

    /** Sweeps until it is seen that it did, or that it did not. */
    async function sweep(isDone: () => Promise<boolean> | boolean): Promise<void> {
      const own = files({}, { folder: elsewhere, log: (entry) => void log.push(entry) });
      own.start();
      await expect.poll(isDone).toBe(true);
      await own.stop();
    }
    const refused = (): boolean => log.length > 0;
    const sweptOrphan = async (): Promise<boolean> => !(await readdir(join(elsewhere, tenant))).includes(orphan);

    const known = async (): Promise<string> => {
      const own = files();
      const { id } = await own.store(call, { draft: await draft(), name: 'a.txt' }, Buffer.from('known'));
      await own.settle();
      return id;
    };
    const markOf = () => readFile(join(elsewhere, '.database'), 'utf8').catch(() => undefined);

    it('are left alone, and the log says what to do', async () => {
      await fill({ of: tenant, id: await known() }, { of: tenant, id: orphan });
      await writeFile(join(elsewhere, '.database'), '2020-01-01T00:00:00.000Z\n');
      await sweep(refused);
      expect(await readdir(join(elsewhere, tenant))).toContain(orphan);
      expect(log).toMatchObject([
        { level: 'error', owner: '2020-01-01T00:00:00.000Z', next: expect.stringContaining('DATABASE_URL') },
      ]);
      const [{ database: ours }] = log as [LogEntry];
      await writeFile(join(elsewhere, '.database'), `${String(ours)}\n`);
      await sweep(sweptOrphan);
      expect(log).toHaveLength(1);
    });

    it('are left alone where nobody has written its name and this database knows none of them', async () => {
      const of = newId();
      await fill({ of, id: orphan });
      await sweep(refused);
      expect(await readdir(join(elsewhere, of))).toEqual([orphan]);
      expect(log).toMatchObject([{ level: 'error', owner: 'unknown' }]);
      expect(await markOf()).toBeUndefined();
    });

    it('are left alone where a shop was founded in this one by mistake', async () => {
      const of = newId();
      await fill({ of: tenant, id: await known() }, { of, id: orphan });
      await sweep(refused);
      expect(await readdir(join(elsewhere, of))).toEqual([orphan]);
      expect(log).toHaveLength(1);
    });

    it('are taken over from a version that wrote no name where this database knows them', async () => {
      await fill({ of: tenant, id: await known() }, { of: tenant, id: orphan });
      await sweep(sweptOrphan);
      expect(await markOf()).toMatch(/^\d{4}-/);
      expect(log).toEqual([]);
    });
  });

  it('[F13] are refused while the disk is nearly full, before a byte is written', async () => {
    const id = await draft();
    const full = files({ leastFree: Number.MAX_SAFE_INTEGER });
    const refused = { code: 'file.no-room', status: 507 };
    const before = await onDisk();
    await expect(full.store(call, { draft: id, name: 'a.txt' }, Buffer.from('more'))).rejects.toMatchObject(refused);
    await expect(full.begin(call, { id, files: 0 }, 10)).rejects.toMatchObject(refused);
    await expect(full.take(call, { id, files: 0 }, newId())).rejects.toMatchObject(refused);
    expect(await onDisk()).toEqual(before);
    expect(await leftOver()).toEqual([]);
  });

  it('that were received twice under one id are one file', async () => {
    const id = await draft();
    const own = files();
    const upload = { name: 'a.txt', id: newId() };
    const receive = () => own.receive(call, { id, files: 0 }, { ...upload, content: inPieces(Buffer.from('once')) });
    const rows = await Promise.all([receive(), receive()]);
    await own.settle();
    rows.push(await receive());
    expect(new Set(rows.map((row) => row.id))).toEqual(new Set([upload.id]));
    expect(await rowsOf(id)).toHaveLength(1);
    expect(await readFile(join(folder, tenant, upload.id), 'utf8')).toBe('once');
    // Also when nothing more may be sent.
    const few = {
      ...callOf(),
      shop: { ...call.shop, settingsOf: () => ({ uploadsPerHour: 0, uploadMegabytesPerDay: 0 }) },
    } as unknown as Caller;
    const again = { ...upload, content: inPieces(Buffer.from('once')) };
    expect(await own.receive(few, { id, files: 0 }, again)).toMatchObject({ id: upload.id });
    expect(await readFile(join(folder, tenant, upload.id), 'utf8')).toBe('once');
  });

  it('are in their place for good once they are acknowledged: bytes and name are synced', async () => {
    const handle = await open(folder);
    const sync = vi.spyOn(Object.getPrototypeOf(handle) as FileHandle, 'sync');
    await handle.close();
    const synced: Promise<Stats>[] = [];
    sync.mockImplementation(async function (this: FileHandle) {
      synced.push(this.stat());
      await synced.at(-1);
    });
    try {
      const of = newId();
      await files()
        .receive(callOf(of), { id: newId(), files: 0 }, { name: 'a.txt', content: inPieces(Buffer.from('a')) })
        .catch(() => undefined);
      // Of a shop without files so far: the file, the shop's folder, and the folder that the shop's folder is new in.
      expect((await Promise.all(synced)).map((facts) => facts.isDirectory())).toEqual([false, true, true]);
    } finally {
      sync.mockRestore();
    }
  });
});

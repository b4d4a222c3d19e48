import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../access/access.ts';
import type { Database } from '../kernel/database.ts';
import { newId } from '../kernel/ids.ts';
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
  const files = (limits: Partial<FileLimits> = {}) => {
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

  it('without a row are swept from disk after an hour, and so is what was left half received', async () => {
    const id = await draft();
    const own = files();
    const kept = await own.store(call, { draft: await draft(), name: 'a.txt' }, Buffer.from('kept'));
    const thrownAway = await own.store(call, { draft: id, name: 'b.txt' }, Buffer.from('thrown away'));
    await own.settle();
    await database.withTenant(tenant).run(deleteDraft({ id }));
    const half = await own.aside('receiving', newId());
    await writeFile(half, 'half');
    const old = new Date(Date.now() - 2 * 3_600_000);
    for (const path of [half, join(folder, tenant, kept.id), join(folder, tenant, thrownAway.id)])
      await utimes(path, old, old);
    own.start();
    await expect.poll(onDisk).not.toContain(thrownAway.id);
    expect(await onDisk()).toContain(kept.id);
    await expect.poll(leftOver).toEqual([]);
    await own.stop();
  });
});

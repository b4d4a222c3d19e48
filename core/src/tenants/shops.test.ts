import { access, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeededOrder } from '../seed-orders.ts';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  stores,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';

const content = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };
const ordinary = { timeZone: 'UTC', currency: 'EUR', locale: 'en', units: 'mm' } as const;

describe.each(stores)('shops on %s', (store) => {
  let folder: string;
  let test: TestPlatform;
  let cast: Cast;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'docket-shops-'));
    test = await openTestPlatform({ plugins: [notePlugin()], store, config: { dataFolder: folder } });
    cast = await openCast(test, '/s/shop');
  }, 120_000);
  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true, force: true });
  });

  const query = async (tenant: string, text: string, ...values: unknown[]) => {
    const [rows] = await test.platform.database
      .withTenant(tenant)
      .run({ name: `test.${text.replaceAll(/\W/g, '').slice(0, 50)}`, text, values });
    return rows as Record<string, unknown>[];
  };

  /** A shop with an owner. */
  async function found(slug: string): Promise<{ readonly id: string; readonly owner: TestBrowser }> {
    const { seed } = test.platform;
    const id = await seed.shop({ slug, name: slug, ...ordinary });
    const staff = await seed.staff(id, {
      name: 'Olga',
      email: `olga@${slug}.test`,
      role: 'owner',
      password: 'nine grey lamps',
    });
    const owner = openBrowser(test.platform, { base: `/s/${slug}` });
    owner.take(await seed.cookie(id, { type: 'staff', id: staff }));
    return { id, owner };
  }

  it('have an address of their own', async () => {
    const { id } = await found('first-come');
    expect(await test.platform.seed.find('first-come')).toBe(id);
    expect(await test.platform.seed.find('nobody')).toBeUndefined();
    expect(await refusal(test.platform.seed.shop({ slug: 'first-come', name: 'Second', ...ordinary }))).toMatchObject({
      code: 'shop.taken',
      status: 409,
    });
    await test.platform.seed.erase(id);
    expect(await test.platform.seed.find('first-come')).toBeUndefined();
  });

  describe('settings', () => {
    const settings = (plugin: string, browser = cast.owner) => browser.staff.plugins.settings.query({ plugin });
    const saveSettings = (values: Record<string, unknown>, plugin = 'notes', browser = cast.owner) =>
      browser.staff.plugins.saveSettings.mutate({ plugin, values: values as never });

    it('of a shop win over the default, and go back to it', async () => {
      expect(await settings('notes')).toMatchObject({ values: { greeting: 'Hello' }, own: [] });
      await saveSettings({ greeting: 'Hi' });
      expect(await settings('notes')).toMatchObject({ values: { greeting: 'Hi' }, own: ['greeting'] });
      await saveSettings({ greeting: null });
      expect(await settings('notes')).toMatchObject({ values: { greeting: 'Hello' }, own: [] });
    });

    it('of one shop are no other’s', async () => {
      const { id, owner } = await found('settings');
      await saveSettings({ greeting: 'Ours' });
      expect(await settings('notes', owner)).toMatchObject({ values: { greeting: 'Hello' } });
      await saveSettings({ greeting: 'Theirs' }, 'notes', owner);
      expect(await settings('notes')).toMatchObject({ values: { greeting: 'Ours' } });
      await saveSettings({ greeting: null });
      await test.platform.seed.erase(id);
    });

    it('that do not fit are refused by field, and change nothing', async () => {
      const refused = await refusal(saveSettings({ firstOrderNumber: 0, welcome: 'Welcome' }, 'core'));
      expect(refused).toMatchObject({ code: 'settings.invalid', status: 422 });
      expect(JSON.stringify(refused.details)).toContain('firstOrderNumber');
      expect((await settings('core')).values).toMatchObject({ firstOrderNumber: 1001, welcome: '' });
      expect(await refusal(saveSettings({ nothing: 1 }))).toMatchObject({ code: 'settings.invalid' });
      expect(await refusal(saveSettings({}, 'nothing'))).toMatchObject({ code: 'not-found' });
    });

    it('are changed by those who manage plugins only, and each change is on record without its value', async () => {
      for (const browser of [cast.sarah, openBrowser(test.platform, { base: '/s/shop' })])
        expect(await refusal(saveSettings({ greeting: 'x' }, 'notes', browser))).toMatchObject({
          code: 'sign-in.needed',
        });
      await saveSettings({ apiKey: 'very-secret' });
      const [row] = await query(
        test.shop,
        "select to_jsonb(a)::text as text from core.audit a where action = 'plugins.settings' order by id desc limit 1",
      );
      expect(row!['text']).toContain('apiKey');
      expect(row!['text']).not.toContain('very-secret');
      const [stored] = await query(test.shop, "select value::text as text from core.setting where plugin = 'notes'");
      expect(stored!['text']).not.toContain('very-secret');
    });
  });

  it('switch plugins that there are, each for itself, on record', async () => {
    const { id, owner } = await found('switches');
    await cast.owner.staff.plugins.switch.mutate({ plugin: 'notes', active: false });
    expect(await owner.staff.plugins.list.query({})).toMatchObject([{ id: 'notes', active: true }]);
    expect(await cast.owner.staff.plugins.list.query({})).toMatchObject([{ id: 'notes', active: false }]);
    await cast.owner.staff.plugins.switch.mutate({ plugin: 'notes', active: true });
    expect(await refusal(owner.staff.plugins.switch.mutate({ plugin: 'nothing', active: true }))).toMatchObject({
      code: 'not-found',
    });
    const actions = await query(test.shop, "select after from core.audit where action = 'plugins.switch' order by id");
    expect(actions.map(({ after }) => after)).toEqual([{ active: false }, { active: true }]);
    await test.platform.seed.erase(id);
  });

  it('keep an order whose kind nobody offers any more, to be read and not to be changed', async () => {
    const { id } = await cast.sarah.portal.requests.begin.mutate({ kind: 'note' });
    const { number, orderId } = await cast.sarah.portal.requests.submit.mutate({ id, content });
    await cast.owner.staff.plugins.switch.mutate({ plugin: 'notes', active: false });
    expect(await cast.owner.staff.orders.get.query({ number: number! })).toMatchObject({
      pipeline: null,
      moves: [],
      parts: [],
      order: { content },
    });
    expect(await cast.sarah.portal.orders.get.query({ number: number! })).toMatchObject({
      order: { title: 'Paint the door' },
    });
    for (const refused of await Promise.all(
      [
        cast.owner.staff.orders.move.mutate({ id: orderId!, to: 'doing' }),
        cast.owner.staff.orders.edit.mutate({ number: number!, base: 1, part: 'what', form: {} }),
        cast.owner.staff.orders.revise.mutate({ number: number!, base: 1, content }),
      ].map(refusal),
    ))
      expect(refused).toMatchObject({ code: 'not-found' });
    expect(await cast.owner.staff.orders.board.query({})).toEqual([]);
    await cast.owner.staff.plugins.switch.mutate({ plugin: 'notes', active: true });
  });

  describe('that are erased', () => {
    /** Every table that holds rows of shops. */
    const tablesOf = async (): Promise<readonly string[]> => {
      const rows = await query(
        test.shop,
        `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
         where n.nspname = 'core' and c.relkind in ('r', 'p') order by 1`,
      );
      return rows.map(({ name }) => String(name));
    };
    const countOf = async (tenant: string): Promise<Record<string, number>> => {
      const counts: Record<string, number> = {};
      for (const table of await tablesOf()) {
        const [row] = await query(
          tenant,
          `select count(*)::int as rows_of_${table} from core.${table} where tenant_id = $1`,
          tenant,
        );
        counts[table] = Number(row![`rows_of_${table}`]);
      }
      return counts;
    };

    /** Everything that a shop can have, of each at least one. */
    /** A row in each table that no call above reaches. */
    const ofTables = (tenant: string) =>
      [
        `core.customer_merge (tenant_id, id, merged_id, surviving_id, at, by, moved)
         select tenant_id, gen_random_uuid(), id, id, now(), '{}', '{}' from core.customer where tenant_id = $1 limit 1`,
        `core.customer_import (tenant_id, id, by, file, created_at, state, header, lines, columns)
         values ($1, gen_random_uuid(), '{}', 'customers.csv', now(), 'read', '[]', '[]', '[]')`,
        `core.export (tenant_id, id, customer_id, asked_by_type, asked_by, created_at, expires_at)
         select tenant_id, gen_random_uuid(), id, 'staff', id, now(), now() from core.customer where tenant_id = $1 limit 1`,
        `core.host_claim (tenant_id, host, token, created_at) values ($1, 'claimed.example', 'token', now())`,
        `core.logo (tenant_id, id, webp, png, width, height, created_at)
         values ($1, gen_random_uuid(), '', '', 1, 1, now())`,
        `core.order_default (tenant_id, kind, scope, subject, version, customer_id, content, by, at)
         select tenant_id, 'note', 'customer', id::text, 1, id, '{}', '{}', now() from core.customer where tenant_id = $1 limit 1`,
        `core.api_key (tenant_id, id, contact_id, name, key_hash, made_at)
          select tenant_id, gen_random_uuid(), id, 'Program', 'hash', now() from core.contact where tenant_id = $1 limit 1`,
        `core.api_message (tenant_id, customer_id, id, contact_id, intent, claim, sequence, body, hash, state, received_at)
          select tenant_id, customer_id, gen_random_uuid(), id, 'cancel', 'a', 1, '{}', '', 'held', now() from core.contact where tenant_id = $1 limit 1`,
        `core.approval (tenant_id, id, order_id, plugin, subject, version, title, title_values, lines, hash, state, asked_at, asked_by)
         select tenant_id, gen_random_uuid(), id, 'note', gen_random_uuid(), 1, 'asked', '{}', '[]', '', 'open', now(), '{}' from core.orders where tenant_id = $1 limit 1`,
        `core.approval_answer (tenant_id, id, approval_id, position, at, by, decision)
         select tenant_id, gen_random_uuid(), id, 0, now(), '{}', '{}' from core.approval where tenant_id = $1 limit 1`,
        `core.file (tenant_id, id, order_id, plugin, name, bytes, state, uploaded_by)
         select tenant_id, gen_random_uuid(), id, 'note', 'given.png', 1, 'stored', '{}' from core.orders where tenant_id = $1 limit 1`,
        `core.order_number (tenant_id, number, order_id, prefix, at)
         select tenant_id, 1, id, 'Q', now() from core.orders where tenant_id = $1 limit 1`,
        `core.passkey (tenant_id, id, staff_id, rp_id, credential_id, public_key, counter, transports, name)
         select tenant_id, gen_random_uuid(), id, 'shop.test', '', '', 0, '{}', 'Phone' from core.staff where tenant_id = $1 limit 1`,
        `core.recovery_code (tenant_id, staff_id, code_hash, created_at)
         select tenant_id, id, '', now() from core.staff where tenant_id = $1 limit 1`,
      ].map((text, at) => ({ name: `test.row-${at}`, text: `insert into ${text}`, values: [tenant] }));

    async function fill(tenant: string, owner: TestBrowser, slug: string): Promise<void> {
      const { seed, database } = test.platform;
      const { id, contacts } = await seed.customer(tenant, {
        name: 'Customer',
        contacts: [{ name: 'Pat', email: `pat@${slug}.test` }],
        addresses: [{ label: 'Home', value: { street: 'Main' } }],
      });
      const order: SeededOrder = {
        customer: id,
        contact: contacts[0]!,
        kind: 'note',
        files: [{ name: 'a.png', bytes: Buffer.from('89504e470d0a1a0a', 'hex') }],
        content: (files) => ({ ...content, files }),
        at: new Date(),
      };
      await seed.order(tenant, order);
      const pat = openBrowser(test.platform, { base: `/s/${slug}` });
      pat.take(await seed.cookie(tenant, { type: 'contact', id: contacts[0]! }));
      const { id: draft } = await pat.portal.requests.begin.mutate({ kind: 'note' });
      await pat.portal.requests.submit.mutate({ id: draft, content });
      await openBrowser(test.platform, { base: `/s/${slug}` }).portal.access.start.mutate({
        email: `pat@${slug}.test`,
      });
      const { slug: current } = await owner.staff.customers.get.query({ id });
      await owner.staff.customers.rotateLink.mutate({ id, current });
      await owner.staff.plugins.switch.mutate({ plugin: 'notes', active: true });
      await owner.staff.plugins.saveSettings.mutate({ plugin: 'notes', values: { greeting: 'Hi' } });
      const fault = {
        name: 'test.fault',
        text: "insert into core.fault (tenant_id, plugin, hook, kind, version, message, count, first_at, last_at) values ($1, 'notes', 'h', 'threw', '1', 'm', 1, now(), now())",
        values: [tenant],
      };
      await database.withTenant(tenant).run(fault, ...ofTables(tenant));
      await database.withPlatform('gives a shop a host').run({
        name: 'test.host',
        text: 'insert into core.tenant_host (host, tenant_id) values ($1, $2)',
        values: [`${slug}.example`, tenant],
      });
      await test.platform.settle();
    }

    it('leave no row in any table and no file, and the others as they were', async () => {
      const [gone, stays] = [await found('gone'), await found('stays')];
      await fill(gone.id, gone.owner, 'gone');
      await fill(stays.id, stays.owner, 'stays');
      const before = await countOf(stays.id);
      expect(Object.entries(await countOf(gone.id)).filter(([, rows]) => rows === 0)).toEqual([]);
      await access(path.join(folder, 'files', gone.id));

      await test.platform.seed.erase(gone.id);
      expect(Object.entries(await countOf(gone.id)).filter(([, rows]) => rows > 0)).toEqual([]);
      expect(await query(gone.id, 'select id from core.tenant where id = $1', gone.id)).toEqual([]);
      await expect(access(path.join(folder, 'files', gone.id))).rejects.toThrow('ENOENT');
      expect(await countOf(stays.id)).toEqual(before);
      await access(path.join(folder, 'files', stays.id));
      expect((await stays.owner.staff.orders.list.query({})).rows).toHaveLength(2);
      const answer = await gone.owner.fetch('/trpc/staff/orders.list?input=%7B%7D');
      expect(answer.status).toBe(404);
      await test.platform.seed.erase(stays.id);
    });
  });
});

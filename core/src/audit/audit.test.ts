import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import { notePlugin, openTestPlatform, stores, type TestPlatform } from '../testing/index.ts';

const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }] };

describe.each(stores)('the audit on %s', { timeout: 60_000 }, (store) => {
  let test: TestPlatform;
  let cast: Cast;
  let run: (text: string, ...values: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin()], store });
    cast = await openCast(test);
    run = async (text, ...values) => {
      const name = `test.${text.length}.${text.slice(0, 40)}`;
      const [rows] = await test.platform.database.withTenant(test.shop).run({ name, text, values });
      return rows as Record<string, unknown>[];
    };
  }, 60_000);
  afterAll(() => test.close());

  const list = (filter: Parameters<typeof cast.owner.staff.audit.list.query>[0] = {}) =>
    cast.owner.staff.audit.list.query(filter);
  const rename = (name: string) =>
    cast.owner.staff.customers.update.mutate({ id: cast.smith.id, name, email: null, phone: null, note: null });

  describe('takes lines and gives none back:', () => {
    it.each([
      ['a change', `update core.audit set action = 'x'`],
      ['a removal', 'delete from core.audit'],
      ['emptying it', 'truncate core.audit'],
    ])('the shop’s own gate is refused %s', async (_, text) => {
      await rename('Smith & Sons');
      await expect(run(text)).rejects.toMatchObject({ code: '42501' });
    });

    it.each([
      ['a change', `update core.audit set action = 'x'`],
      [
        'a line of its own',
        `insert into core.audit (tenant_id, id, by, action, subject_type, subject_id)
        values ('0190a000-0000-7000-8000-00000000dead', '0190a000-0000-7000-8000-00000000dead', '{}', 'x', 'x', 'x')`,
      ],
      ['emptying it', 'truncate core.audit'],
    ])('the platform’s gate is refused %s', async (_, text) => {
      const platform = test.platform.database.withPlatform('tests what it may not');
      await expect(platform.run({ name: `platform.${text.slice(0, 8)}`, text, values: [] })).rejects.toMatchObject({
        code: '42501',
      });
    });

    it('the platform sees and removes no line of a shop that stands, even where it erases', async () => {
      const platform = test.platform.database.withPlatform('tests what it may not');
      const [, removed, seen] = await platform.run(
        { name: 'test.erase', text: `select set_config('docket.erase', $1, true)`, values: [test.shop] },
        { name: 'test.remove', text: 'delete from core.audit returning id', values: [] },
        { name: 'test.see', text: 'select id from core.audit', values: [] },
      );
      expect([removed, seen]).toEqual([[], []]);
      expect((await list()).rows).not.toEqual([]);
    });

    it('[abuse 56] a shop that is erased leaves none', async () => {
      const place = { timeZone: 'UTC', currency: 'EUR', locale: 'en', units: 'mm' } as const;
      const id = await test.platform.seed.shop({ slug: 'gone', name: 'Gone', ...place });
      await test.platform.seed.settings(id, 'core', { welcome: 'Hello' });
      const left = async () => {
        const [rows] = await test.platform.database
          .withTenant(id)
          .run({ name: 'test.left', text: 'select action from core.audit', values: [] });
        return rows;
      };
      expect(await left()).toEqual([{ action: 'plugins.settings' }]);
      await test.platform.seed.erase(id);
      expect(await left()).toEqual([]);
    });
  });

  it('tells who did what to which customer, and what it was before', async () => {
    await rename('Smith Prints');
    const { rows } = await list({ action: 'customers.update' });
    expect(rows[0]).toMatchObject({
      by: { type: 'staff' },
      by_name: 'Robin',
      action: 'customers.update',
      subject_type: 'customer',
      subject_id: cast.smith.id,
      subject_name: 'Smith Prints',
      before: { name: 'Smith & Sons' },
      after: { name: 'Smith Prints' },
    });
  });

  it('tells on whose behalf a request was released', async () => {
    const introduction = { name: 'Kim', email: 'kim@nobody.test', trap: 'filled' };
    const { id } = await cast.tom.portal.requests.begin.mutate({ kind: 'note', introduction });
    await cast.tom.portal.requests.save.mutate({ id, part: 'what', base: 0, form: content });
    await run(
      `update core.request set state = 'quarantined', submitted = $2, content = null where id = $1`,
      id,
      content,
    );
    const { number } = await cast.owner.staff.requests.release.mutate({ id });
    const { rows } = await list({ action: 'requests.release' });
    expect(rows).toMatchObject([
      {
        by_name: 'Robin',
        on_behalf: { type: 'contact' },
        on_behalf_name: 'Tom',
        subject_type: 'request',
        subject_id: id,
        before: { state: 'quarantined' },
        after: { state: 'accepted', order: String(number) },
      },
    ]);
    expect((await list({ person: rows[0]!.on_behalf!.id! })).rows).toMatchObject([{ action: 'requests.release' }]);
  });

  it('narrows by person, kind, action, days of the shop’s own zone, and thing', async () => {
    const days = [
      ['2020-03-01T05:59:59Z', '2020-02-29'],
      ['2020-03-01T06:00:00Z', '2020-03-01'],
      ['2020-03-02T05:59:59Z', '2020-03-01'],
      ['2020-03-02T06:00:00Z', '2020-03-02'],
    ];
    for (const [at, action] of days)
      await run(
        `insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
         values ($1, gen_random_uuid(), $2, '{"type":"system"}', $3, 'plugin', 'core', '{}')`,
        test.shop,
        at,
        `test.${action}`,
      );
    const actionsOf = async (filter: Parameters<typeof list>[0]) =>
      (await list(filter)).rows.map(({ action }) => action).toSorted();
    expect(await actionsOf({ from: '2020-03-01', to: '2020-03-01' })).toEqual(['test.2020-03-01', 'test.2020-03-01']);
    expect(await actionsOf({ to: '2020-02-29' })).toEqual(['test.2020-02-29']);
    expect(await actionsOf({ kind: 'plugin', from: '2020-03-02', to: '2020-03-02' })).toEqual(['test.2020-03-02']);
    const added = { customer: cast.smith.id, name: 'Kim', email: 'kim@smith.test' };
    await cast.owner.staff.customers.addContact.mutate(added);
    await cast.owner.staff.access.invite.mutate({ contact: cast.smith.contact });
    expect(await actionsOf({ subject: cast.smith.id })).toEqual(
      expect.arrayContaining(['access.invite-contact', 'customers.add-contact', 'customers.update']),
    );
    expect(await actionsOf({ subject: cast.smith.contact })).toEqual(['access.invite-contact']);
    expect(await actionsOf({ person: cast.smith.contact })).toEqual([]);
  });

  it('goes on page by page without a gap', async () => {
    const all = (await list({ rows: 500 })).rows.map(({ id }) => id);
    const paged: string[] = [];
    let before: string | null | undefined;
    do {
      const page = await list({ rows: 3, ...(before && { before }) });
      paged.push(...page.rows.map(({ id }) => id));
      before = page.next;
    } while (before);
    expect(paged).toEqual(all);
  });

  it('[abuse 46] refuses a day, a person or a place to go on from that is none', async () => {
    for (const filter of [{ from: '2020-02-30' }, { person: 'me' }, { before: '10' }, { rows: 501 }])
      expect(await refusal(list(filter))).toMatchObject({ code: 'input.malformed', status: 400 });
  });

  it('[abuse 102] holds no password, code, link or secret setting', async () => {
    const { seed } = test.platform;
    await cast.owner.staff.plugins.saveSettings.mutate({ plugin: 'notes', values: { apiKey: 'canary-key' } });
    await cast.owner.staff.plugins.saveSettings.mutate({ plugin: 'notes', values: { apiKey: 'canary-other' } });
    const link = await seed.invite(test.shop, { name: 'Kai', email: 'kai@shop.test', role: 'sales' });
    const token = link.split('/').at(-1)!;
    const kai = cast.tom;
    await kai.staff.access.setPassword.mutate({ token, password: 'canary lamps are green' });
    await cast.owner.staff.access.invite.mutate({ contact: cast.smith.contact });
    await test.platform.settle();
    const mailed = test.post.mails.map(({ raw }) => raw.toString()).join('\n');
    const secrets = [...mailed.matchAll(/#([\w.-]{20,})/g)].map(([, secret]) => secret!);
    expect(secrets.length).toBeGreaterThan(0);
    const [row] = await run(`select string_agg(to_jsonb(a)::text, ' ') as text from core.audit a`);
    const stored = await run(`select value ->> 'apiKey' as sealed from core.setting where plugin = 'notes'`);
    const never = ['canary', token, String(stored[0]!['sealed']), ...secrets];
    expect(never.filter((word) => String(row!['text']).includes(word))).toEqual([]);
    expect((await list({ action: 'plugins.settings' })).rows[0]).toMatchObject({
      before: { apiKey: '•••' },
      after: { apiKey: '•••' },
    });
  });

  it('may be taken along three times an hour, and notes it', async () => {
    const take = () => cast.owner.staff.audit.export.mutate({ kind: 'customer' });
    const { before } = await take();
    expect((await list({ before, kind: 'customer' })).rows).not.toEqual([]);
    await take();
    await take();
    expect(await refusal(take())).toMatchObject({ code: 'limit.reached', status: 429 });
    expect((await list({ action: 'audit.export' })).rows).toMatchObject([
      { after: { kind: 'customer' } },
      { after: { kind: 'customer' } },
      { id: before },
    ]);
  });
});

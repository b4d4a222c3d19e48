import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  definePlugin,
  describePlugin,
  intake,
  issue,
  on,
  technical,
  type Admission,
  type Issue,
  type OwnRow,
  type Proposal,
} from '@docket/sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '../kernel/statement.ts';
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

/** What the plugin of these tests answers; each test sets what it needs. */
interface Desk {
  proposals: readonly Proposal[];
  issues: readonly Issue[];
  admission: Admission | undefined;
  rows: readonly OwnRow[] | Error;
}
const quiet: Desk = { proposals: [], issues: [], admission: undefined, rows: [] };

const migration = `create table px_desk.slip (
  tenant_id uuid not null,
  request_id uuid not null,
  note text not null,
  primary key (tenant_id, request_id)
);

alter table px_desk.slip enable row level security;

alter table px_desk.slip force row level security;

create policy tenant on px_desk.slip to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on px_desk.slip to docket_app;
`;

describe.each(stores)('submits on %s', (store) => {
  const desk: Desk = { ...quiet };
  let folder: string;
  let test: TestPlatform;
  let cast: Cast;

  const deskPlugin = () =>
    describePlugin({
      id: 'desk',
      version: '1.0.0',
      title: 'Desk',
      about: 'Has a say at every hook of intake.',
      activation: 'on',
      migrations: pathToFileURL(folder).href,
      privacy: {
        slip: {
          owners: { request_id: 'request' },
          rows: 'kept',
          columns: { tenant_id: technical, request_id: technical, note: technical },
        },
      },
      server: async () => ({
        server: definePlugin({
          hooks: [
            on(intake.prefill, () => desk.proposals),
            on(intake.validate, () => desk.issues),
            on(intake.admit, () => desk.admission),
            on(intake.writing, ({ id }) => {
              if (desk.rows instanceof Error) throw desk.rows;
              return desk.rows.map((own) => ({ ...own, row: { ...own.row, request_id: id } }));
            }),
          ],
        }),
      }),
    });

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'docket-desk-'));
    await writeFile(path.join(folder, '0001-slip.sql'), migration);
    test = await openTestPlatform({ plugins: [notePlugin(), deskPlugin()], store, config: { trustProxy: true } });
    cast = await openCast(test);
  }, 120_000);
  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true });
  });
  afterEach(() => {
    Object.assign(desk, quiet);
    test.setNow(undefined);
  });

  const begin = (browser: TestBrowser = cast.sarah): Promise<string> =>
    browser.portal.requests.begin.mutate({ kind: 'note' }).then(({ id }) => id);
  const submit = (id: string, browser: TestBrowser = cast.sarah) =>
    browser.portal.requests.submit.mutate({ id, content });

  let networks = 0;

  /** A stranger's draft, old enough to be no machine's. */
  async function beginAsStranger(
    email: string,
    address = `192.0.2.${(networks += 1)}`,
  ): Promise<{ readonly browser: TestBrowser; readonly id: string }> {
    const browser = openBrowser(test.platform, { address });
    test.setNow(new Date(Date.now() - 10_000));
    const introduction = { name: 'Sam', email, company: '', trap: '' };
    const { id } = await browser.portal.requests.begin.mutate({ kind: 'note', introduction });
    test.setNow(undefined);
    return { browser, id };
  }
  const rowsOf = async <Row>(text: string, ...values: unknown[]): Promise<readonly Row[]> => {
    const query: Call<Row> = { name: `test.${text.length}.${text.slice(-40)}`, text, values };
    const [rows] = await test.platform.database.withTenant(test.shop).run(query);
    return rows;
  };
  const ordersOf = (request: string) =>
    rowsOf<{ number: number }>('select number from core.orders where request_id = $1', request);
  const slipsOf = (request: string) =>
    rowsOf<{ note: string }>('select note from px_desk.slip where request_id = $1', request);

  describe('what is sent twice', () => {
    it('[G-36] [abuse 3] fifty times at once makes one order, one number, one event and one row of a plugin', async () => {
      desk.rows = [{ table: 'slip', row: { note: 'once' } }];
      const id = await begin();
      const receipts = await Promise.all(Array.from({ length: 50 }, () => submit(id)));
      expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
      expect(await ordersOf(id)).toEqual([{ number: receipts[0]!.number }]);
      expect(await slipsOf(id)).toEqual([{ note: 'once' }]);
      expect(await rowsOf("select 1 from core.outbox where payload ->> 'requestId' = $1", id)).toHaveLength(1);
      expect(
        await rowsOf(
          'select 1 from core.timeline l join core.orders o on o.id = l.order_id where o.request_id = $1',
          id,
        ),
      ).toHaveLength(1);
    });

    it('[G-36] from ten drafts at once makes ten orders with ten numbers that follow each other', async () => {
      const ids = await Promise.all(Array.from({ length: 10 }, () => begin()));
      const numbers = (await Promise.all(ids.map((id) => submit(id))))
        .map(({ number }) => number!)
        .toSorted((a, b) => a - b);
      expect(numbers).toEqual(numbers.map((_, at) => numbers[0]! + at));
    });

    it('answers the first receipt again, also without content', async () => {
      const id = await begin();
      const first = await submit(id);
      expect(await submit(id)).toEqual(first);
      expect(await cast.sarah.portal.requests.submit.mutate({ id })).toEqual(first);
      const spelled = { files: [], lines: [{ count: '2', text: ' blue ' }], title: 'Paint the door' };
      expect(await cast.sarah.portal.requests.submit.mutate({ id, content: spelled })).toEqual(first);
    });

    it('[abuse 2] refuses other content under the same id, and keeps the first', async () => {
      const id = await begin();
      const { number } = await submit(id);
      for (const other of [{ ...content, title: 'Window' }, { title: '' }, null])
        expect(await refusal(cast.sarah.portal.requests.submit.mutate({ id, content: other }))).toMatchObject({
          code: 'request.other-content',
          status: 422,
        });
      expect((await cast.owner.staff.orders.get.query({ number: number! })).order.title).toBe('Paint the door');
    });

    it('is not told to somebody else', async () => {
      const id = await begin();
      await submit(id);
      expect(await refusal(submit(id, cast.tom))).toMatchObject({ code: 'not-found' });
    });
  });

  describe('what a draft is not needed for', () => {
    it('is taken under an id of the sender’s own, once', async () => {
      const id = crypto.randomUUID();
      const send = () => cast.sarah.portal.requests.submit.mutate({ id, kind: 'note', content });
      const receipts = await Promise.all(Array.from({ length: 10 }, send));
      expect(new Set(receipts.map(({ number }) => number)).size).toBe(1);
      expect(await refusal(cast.tom.portal.requests.submit.mutate({ id, kind: 'note', content }))).toMatchObject({
        code: 'not-found',
      });
    });

    it('is not taken from a stranger, nor for a kind that there is not', async () => {
      const id = crypto.randomUUID();
      expect(
        await refusal(openBrowser(test.platform).portal.requests.submit.mutate({ id, kind: 'note', content })),
      ).toMatchObject({ code: 'not-found' });
      expect(await refusal(cast.sarah.portal.requests.submit.mutate({ id, kind: 'nothing', content }))).toMatchObject({
        code: 'kind.unknown',
        status: 404,
      });
      expect(await refusal(cast.sarah.portal.requests.submit.mutate({ id, content }))).toMatchObject({
        code: 'not-found',
      });
    });
  });

  it.each<[string, unknown, string]>([
    ['0 pieces', { ...content, lines: [{ text: 'x', count: 0 }] }, 'lines.0.count'],
    ['a negative count', { ...content, lines: [{ text: 'x', count: -1 }] }, 'lines.0.count'],
    ['a fraction', { ...content, lines: [{ text: 'x', count: '1.5' }] }, 'lines.0.count'],
    ['no title', { ...content, title: ' ' }, 'title'],
    ['an unknown key', { ...content, price: 1 }, ''],
    ['a list', [], ''],
  ])('refuse %s, with the field, and the draft survives', async (_, wrong, field) => {
    const id = await begin();
    await cast.sarah.portal.requests.save.mutate({ id, part: 'what', base: 0, form: { title: 'Typed' } });
    const refused = await refusal(cast.sarah.portal.requests.submit.mutate({ id, content: wrong as never }));
    expect(refused).toMatchObject({
      code: 'request.refused',
      status: 422,
      details: { issues: [{ path: field, severity: 'refuse' }] },
    });
    expect(await cast.sarah.portal.requests.open.query({ id })).toMatchObject({
      state: 'draft',
      content: { title: 'Typed' },
    });
    expect(await ordersOf(id)).toEqual([]);
  });

  describe('what plugins say', () => {
    it('[G-20] [G-21] puts proposed values into a new draft, and sends nothing', async () => {
      const from = { source: 'PO 77', confidence: 'check' } as const;
      desk.proposals = [
        { path: 'title', value: 'Read from the document', ...from },
        { path: 'lines.0.text', value: 'no row', ...from },
      ];
      const id = await begin();
      expect(await cast.sarah.portal.requests.open.query({ id })).toMatchObject({
        state: 'draft',
        content: { title: 'Read from the document', lines: [] },
      });
      expect(await ordersOf(id)).toEqual([]);
    });

    it('refuses when a plugin refuses, with what both found, and writes nothing', async () => {
      desk.issues = [
        issue('warn', 'desk.late', 'title'),
        issue('refuse', 'desk.no-blue', 'lines.0.text', { color: 'blue' }),
      ];
      const id = await begin();
      const refused = await refusal(submit(id));
      expect(refused).toMatchObject({ code: 'request.refused' });
      expect((refused.details as { issues: Issue[] }).issues.map(({ code }) => code)).toEqual([
        'desk.late',
        'desk.no-blue',
      ]);
      expect(await ordersOf(id)).toEqual([]);
      desk.issues = [issue('warn', 'desk.late', 'title')];
      const { number } = await submit(id);
      expect((await cast.owner.staff.orders.get.query({ number: number! })).order.request_issues).toMatchObject([
        { code: 'desk.late' },
      ]);
    });

    it('refuses when admission refuses, with the reason', async () => {
      desk.admission = { decision: 'refuse', reason: 'We are closed.' };
      const id = await begin();
      expect(await refusal(submit(id))).toMatchObject({
        code: 'request.unavailable',
        details: { reason: 'We are closed.' },
      });
      expect(await ordersOf(id)).toEqual([]);
    });

    it('writes rows of a plugin with the order, or neither', async () => {
      desk.rows = [{ table: 'slip', row: { note: 'kept' } }];
      const kept = await begin();
      await submit(kept);
      expect(await slipsOf(kept)).toEqual([{ note: 'kept' }]);

      const lost = await begin();
      const faults: readonly (readonly [Desk['rows'], string])[] = [
        [new Error('It broke.'), 'plugin.failed'],
        [[{ table: 'slip', row: { note: null } }], 'internal'],
        [[{ table: 'core.orders', row: {} }], 'internal'],
      ];
      for (const [rows, code] of faults) {
        desk.rows = rows;
        expect(await refusal(submit(lost))).toMatchObject({ code });
        expect(await ordersOf(lost)).toEqual([]);
      }
      desk.rows = [{ table: 'slip', row: { note: 'now' } }];
      expect((await submit(lost)).state).toBe('accepted');
      expect(await slipsOf(lost)).toEqual([{ note: 'now' }]);
    });

    it('tells who decided what to staff, and to nobody else', async () => {
      desk.admission = { decision: 'accept', reason: 'A good customer.' };
      const { number } = await submit(await begin());
      const forStaff = await cast.owner.staff.orders.get.query({ number: number! });
      expect(JSON.stringify(forStaff.order.request_trace)).toContain('desk');
      const forSarah = await cast.sarah.portal.orders.get.query({ number: number! });
      expect(JSON.stringify(forSarah)).not.toContain('desk');
      expect(JSON.stringify(forSarah)).not.toContain('A good customer.');
    });
  });

  describe('what waits for staff', () => {
    const hold = async (decision: 'wait' | 'quarantine', id: string, browser = cast.sarah) => {
      desk.admission = { decision, reason: 'Look at it first.' };
      const receipt = await submit(id, browser);
      desk.admission = undefined;
      return receipt;
    };

    it.each(['wait', 'quarantine'] as const)(
      '[G-01] becomes the contact’s order when staff release it after a "%s"',
      async (decision) => {
        const id = await begin();
        desk.rows = [{ table: 'slip', row: { note: 'released' } }];
        const receipt = await hold(decision, id);
        expect(receipt).toMatchObject({ state: 'waiting', number: null, orderId: null });
        expect(await submit(id)).toEqual(receipt);
        expect(await slipsOf(id)).toEqual([]);
        const { waiting, quarantine } = cast.owner.staff.requests;
        const listed = decision === 'wait' ? await waiting.query({}) : (await quarantine.query({})).rows;
        expect(listed.find((row) => row.id === id)).toMatchObject({
          title: 'Paint the door',
          reason: 'Look at it first.',
          customer_name: 'Smith & Sons',
          door: 'portal',
        });

        const released = await cast.owner.staff.requests.release.mutate({ id });
        expect(released).toMatchObject({ requestId: id, state: 'accepted' });
        const { order, timeline } = await cast.owner.staff.orders.get.query({ number: released.number! });
        expect(order).toMatchObject({ customer_name: 'Smith & Sons', contact_name: 'Sarah', in_portal: true, content });
        expect(timeline.map(({ by }) => by)).toMatchObject([{ type: 'contact', id: cast.smith.contact }]);
        expect(await cast.sarah.portal.orders.get.query({ number: released.number! })).toMatchObject({
          order: { title: 'Paint the door' },
        });
        expect(await submit(id)).toEqual(released);
        expect(await slipsOf(id)).toEqual([{ note: 'released' }]);
      },
    );

    it.each(['wait', 'quarantine'] as const)(
      '[G-08] stays an unproven address’s when staff release it after a "%s"',
      async (decision) => {
        const email = `${decision}@new.test`;
        const { browser, id } = await beginAsStranger(email);
        await hold(decision, id, browser);
        const customers = () =>
          rowsOf<{ state: string }>('select state from core.customer where lower(email) = $1', email);
        expect(await customers()).toHaveLength(decision === 'wait' ? 1 : 0);
        const { number } = await cast.owner.staff.requests.release.mutate({ id });
        const { order } = await cast.owner.staff.orders.get.query({ number: number! });
        expect(order).toMatchObject({
          in_portal: false,
          contact_email: email,
          customer_state: 'provisional',
          door: 'public',
        });
        expect(await customers()).toEqual([{ state: 'provisional' }]);
      },
    );

    it('[G-08] [abuse 4] of a known address stays hidden from the portal of its customer', async () => {
      const { browser, id } = await beginAsStranger('Sarah@smith.test');
      await hold('wait', id, browser);
      const { number } = await cast.owner.staff.requests.release.mutate({ id });
      expect(await refusal(cast.sarah.portal.orders.get.query({ number: number! }))).toMatchObject({
        code: 'not-found',
      });
      expect((await cast.owner.staff.orders.get.query({ number: number! })).order).toMatchObject({
        customer_name: 'Smith & Sons',
        in_portal: false,
      });
    });

    it('becomes one order when it is released ten times at once', async () => {
      const id = await begin();
      await hold('wait', id);
      const releases = Array.from({ length: 10 }, () => cast.owner.staff.requests.release.mutate({ id }));
      const done = await Promise.allSettled(releases);
      expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await ordersOf(id)).toHaveLength(1);
    });

    it('is ended by declining it, once, with a reason, and makes no order', async () => {
      const id = await begin();
      await hold('wait', id);
      expect(await refusal(cast.owner.staff.requests.decline.mutate({ id, reason: ' ' }))).toMatchObject({
        code: 'input.malformed',
      });
      await cast.owner.staff.requests.decline.mutate({ id, reason: 'No capacity.' });
      for (const refused of await Promise.all(
        [
          cast.owner.staff.requests.decline.mutate({ id, reason: 'x' }),
          cast.owner.staff.requests.release.mutate({ id }),
        ].map(refusal),
      ))
        expect(refused).toMatchObject({ code: 'request.decided', status: 409 });
      expect((await cast.owner.staff.requests.get.query({ id })).request).toMatchObject({
        state: 'declined',
        decision: { decision: 'decline', reason: 'No capacity.' },
      });
      expect(await submit(id)).toMatchObject({ state: 'declined', number: null });
      expect(await ordersOf(id)).toEqual([]);
      expect((await cast.owner.staff.requests.waiting.query({})).map((row) => row.id)).not.toContain(id);
    });

    it('is seen only by the call that says so', async () => {
      const id = await begin();
      await hold('wait', id);
      const seenAt = async () => (await cast.owner.staff.requests.get.query({ id })).request.seen_at;
      await cast.owner.staff.requests.waiting.query({});
      expect(await seenAt()).toBeNull();
      const read = await cast.owner.fetch(
        `/trpc/staff/requests.seen?input=${encodeURIComponent(JSON.stringify({ id }))}`,
      );
      expect(read.status).toBe(405);
      expect(await seenAt()).toBeNull();
      await cast.owner.staff.requests.seen.mutate({ id });
      const first = await seenAt();
      expect(first).not.toBeNull();
      await cast.owner.staff.requests.seen.mutate({ id });
      expect(await seenAt()).toEqual(first);
    });

    it('is never a draft that somebody still types', async () => {
      const id = await begin();
      expect(await refusal(cast.owner.staff.requests.get.query({ id }))).toMatchObject({ code: 'not-found' });
      expect(await refusal(cast.owner.staff.requests.release.mutate({ id }))).toMatchObject({ code: 'not-found' });
      expect(await refusal(cast.owner.staff.requests.decline.mutate({ id, reason: 'x' }))).toMatchObject({
        code: 'not-found',
      });
      expect(await refusal(cast.owner.staff.requests.seen.mutate({ id }))).toMatchObject({ code: 'not-found' });
      expect(await cast.sarah.portal.requests.open.query({ id })).toMatchObject({ state: 'draft' });
    });
  });

  it('[G-08] make one provisional customer of an address that sends five orders at once', async () => {
    const drafts = [];
    for (let count = 0; count < 5; count += 1) drafts.push(await beginAsStranger('Many@new.test'));
    const receipts = await Promise.all(drafts.map(({ id, browser }) => submit(id, browser)));
    expect(new Set(receipts.map(({ number }) => number)).size).toBe(5);
    expect(await rowsOf("select state from core.customer where lower(email) = 'many@new.test'")).toEqual([
      { state: 'provisional' },
    ]);
  });

  describe('what is sent too often', () => {
    const limits = (values: Record<string, number>) => test.platform.seed.settings(test.shop, 'core', values);
    afterEach(() => limits({ submitsPerHour: 120, publicSubmitsPerHour: 20 }));
    const next = (() => {
      let hours = 0;
      return (minutes: number): Date =>
        new Date(Math.ceil(Date.now() / 3_600_000 + ++hours) * 3_600_000 + minutes * 60_000);
    })();

    it('waits for the next hour, for each sign-in alone, and a repeated submit does not count', async () => {
      await limits({ submitsPerHour: 2 });
      const [first, second, third] = await Promise.all([begin(), begin(), begin()]);
      test.setNow(next(17));
      for (const id of [first, first, first, second]) await submit(id);
      expect(await refusal(submit(third))).toMatchObject({
        code: 'limit.reached',
        status: 429,
        params: { minutes: 43 },
      });
      expect(await submit(first)).toMatchObject({ state: 'accepted' });
      expect(await submit(await begin(cast.tom), cast.tom)).toMatchObject({ state: 'accepted' });
      test.setNow(next(0));
      expect(await submit(third)).toMatchObject({ state: 'accepted' });
    });

    it('waits for each address alone when nobody is signed in, whatever cookies a stranger makes up', async () => {
      await limits({ publicSubmitsPerHour: 2 });
      const drafts = [];
      for (let count = 0; count < 3; count += 1)
        drafts.push(await beginAsStranger(`often${count}@new.test`, '198.51.100.7'));
      test.setNow(next(5));
      for (const { browser, id } of drafts.slice(0, 2)) await submit(id, browser);
      const { browser, id } = drafts[2]!;
      expect(await refusal(submit(id, browser))).toMatchObject({ code: 'limit.reached' });
      browser.take(`docket-portal-shop=made-up-${crypto.randomUUID()}`);
      expect(await refusal(submit(id, browser))).toMatchObject({ code: 'limit.reached' });
    });

    it('takes no more of ten that are sent at once than the hour takes, from strangers and from a contact', async () => {
      await limits({ submitsPerHour: 3, publicSubmitsPerHour: 3 });
      const strangers = [];
      for (let count = 0; count < 10; count += 1)
        strangers.push(await beginAsStranger(`race${count}@new.test`, '198.51.100.8'));
      const own = await Promise.all(Array.from({ length: 10 }, () => begin()));
      test.setNow(next(5));
      for (const sending of [
        strangers.map(({ browser, id }) => submit(id, browser)),
        own.map((id) => submit(id)),
        own.map(() => cast.tom.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content })),
      ]) {
        const settled = await Promise.allSettled(sending);
        expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
      }
      const refused = await refusal(
        submit(own[0]!)
          .then(() => submit(own[9]!))
          .then(() => submit(own[5]!)),
      );
      expect(refused).toMatchObject({ code: 'limit.reached', status: 429 });
    });
  });

  it('with their content need no draft; a draft of the same id is taken in, and only by its owner', async () => {
    const send = (browser: typeof cast.sarah, id: string) =>
      browser.portal.requests.submit.mutate({ id, kind: 'note', content });
    const fresh = crypto.randomUUID();
    const receipt = await send(cast.sarah, fresh);
    expect(receipt.number).toBeGreaterThan(0);
    expect(await send(cast.sarah, fresh)).toEqual(receipt);
    expect(await refusal(send(cast.tom, fresh))).toMatchObject({ code: 'not-found' });
    const draft = await begin();
    expect(await refusal(send(cast.tom, draft))).toMatchObject({ code: 'not-found' });
    expect((await cast.sarah.portal.requests.open.query({ id: draft })).state).toBe('draft');
    expect((await send(cast.sarah, draft)).number).toBeGreaterThan(receipt.number!);
  });

  it('count two round trips', async () => {
    const { database } = test.platform;
    const counts: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const id = await begin();
      await test.platform.settle();
      const before = database.roundTrips();
      await submit(id);
      counts.push(database.roundTrips() - before);
    }
    // What runs in the background now and then adds one.
    expect(Math.min(...counts)).toBe(2);
  });
});

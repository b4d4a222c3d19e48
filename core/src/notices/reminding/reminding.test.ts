import { staff, type CallContext, type OwnChange, type Question } from '@docket/sdk';
import { pluginCaller } from '@docket/sdk/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openCast, refusal, type Cast } from '../../testing/cast.ts';
import {
  notePlugin,
  openTestPlatform,
  roundTripsOf,
  stores,
  tallyPlugin,
  type TestPlatform,
} from '../../testing/index.ts';

const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }] };

/** The shop is in Chicago: ten in the morning there, in winter. */
const morning = (day: string): Date => new Date(`${day}T10:00:00-06:00`);
const evening = (day: string): Date => new Date(`${day}T21:00:00-06:00`);
const [asking, early, due, after] = ['2026-11-30', '2026-12-01', '2026-12-03', '2026-12-04'] as const;

describe.each(stores)('reminding of questions by their days, on %s', { timeout: 60_000 }, (store) => {
  let work: (context: CallContext) => Promise<unknown> = async () => undefined;
  let test: TestPlatform;
  let cast: Cast;
  let ann: string;

  beforeAll(async () => {
    const does = staff('orders.edit').mutation(z.strictObject({}), (_, context) => work(context));
    const plugins = [notePlugin(), tallyPlugin({ api: { does } })];
    test = await openTestPlatform({ plugins, store, config: { workers: false } });
    test.setNow(morning(asking));
    cast = await openCast(test);
    ann = await contact('Ann', ['approve']);
    await contact('Bob', ['order']);
  }, 120_000);
  afterAll(() => test.close());
  beforeEach(() => at(morning(asking)));
  /** What one test asked is asked no more in the next. */
  afterEach(async () => {
    await run(`update core.approval set state = 'void', voided_at = now(), void_reason = 'done' where state <> 'void'`);
    await run(`delete from core.notice where type like '%approval.overdue'`);
    await run(
      `update core.contact set notices = '{}', rights = array['approve', 'order'] where removed_at is null and name <> 'Bob'`,
    );
    await settings({ remindAtMost: 4, quietWeekends: true });
  });

  const run = async (text: string, ...values: unknown[]) =>
    (
      await test.platform.database
        .withTenant(test.shop)
        .run({ name: `test.reminding-${text.replaceAll(/\W/g, '').slice(0, 40)}`, text, values })
    )[0] as Record<string, unknown>[];
  const contact = async (name: string, rights: readonly string[]): Promise<string> => {
    const { id } = await cast.owner.staff.customers.addContact.mutate({
      customer: cast.smith.id,
      name,
      email: `${name.toLowerCase()}@smith.test`,
      rights: [...rights] as never,
    });
    return id;
  };
  const settings = (values: Record<string, string | number | boolean>) =>
    cast.owner.staff.plugins.saveSettings.mutate({ plugin: 'core', values });
  const orderOf = async () => {
    const sent = await cast.sarah.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content });
    return { id: sent.orderId!, number: sent.number! };
  };
  const question = (more: Partial<Question> = {}): Question => ({
    subject: crypto.randomUUID(),
    version: 1,
    title: 'tallies.question',
    values: { what: 'blue' },
    lines: [],
    due,
    ...more,
  });
  const write = (...changes: Omit<OwnChange, 'action'>[]) => {
    work = ({ data }) => data.write(changes.map((change) => ({ ...change, action: 'tallies.add' })));
    return pluginCaller<Record<string, { input: object; output: unknown }>>(
      cast.owner.staff as never,
      'tallies',
    ).mutate('does' as never, {} as never);
  };
  const asked = async (...asks: Partial<Question>[]) => {
    const order = await orderOf();
    await write({ order: order.id, asks: asks.map(question) });
    await test.platform.settle();
    return order;
  };
  /** Moves the clock; whoever was signed in is signed in anew. */
  const at = async (now: Date) => {
    test.setNow(now);
    const [owner] = await run(`select id from core.staff where name = 'Robin'`);
    cast.owner.take(await test.platform.seed.cookie(test.shop, { type: 'staff', id: owner!['id'] as string }));
    cast.sarah.take(await test.platform.seed.cookie(test.shop, { type: 'contact', id: cast.smith.contact }));
  };
  /** What customers are mailed of a look at that moment. */
  const remindedAt = async (now: Date, looks: () => Promise<unknown> = () => test.platform.remind()) => {
    await at(now);
    await test.platform.settle();
    const before = test.post.mails.length;
    await looks();
    await test.platform.settle();
    return test.post.mails
      .slice(before)
      .map(({ to, parsed }) => ({ to: to[0]!, subject: parsed.subject, text: parsed.text ?? '', parsed }))
      .toSorted((one, other) => one.to.localeCompare(other.to));
  };
  const to = (mails: readonly { readonly to: string }[]) => mails.map((mail) => mail.to);
  const everybody = ['ann@smith.test', 'sarah@smith.test'];
  const bellOf = async () =>
    (await cast.owner.staff.notices.bell.query({})).rows.filter(({ type }) => type === 'approval.overdue');
  const answer = async (order: string, browser = cast.sarah) => {
    const [shown] = await browser.portal.approvals.ofOrder.query({ order });
    const { id: approval, hash } = shown!;
    await browser.portal.approvals.decide.mutate({ decisions: [{ approval, hash }], choice: 'approve' });
  };

  it('writes to whoever may answer, with the day and the way there', async () => {
    const place = { label: 'tallies.place', value: { type: 'text', text: 'Front' } } as const;
    const { number } = await asked({ at: 'mockup-front', lines: [place], apart: place.label });
    expect(await remindedAt(morning(asking))).toEqual([]);
    const mails = await remindedAt(morning(early));
    expect(to(mails)).toEqual(everybody);
    const [{ subject, text }] = mails as [(typeof mails)[number]];
    expect(subject).toBe(`Your answer is still needed for order ${number}`);
    expect(text).toContain('What: Is blue right? – Front');
    expect(text).toContain('Answer wished for by: Thursday, December 3');
    expect(text).toContain(`http://shop.test/orders/${number}?at=mockup-front`);
    expect(text).toContain('nothing is decided until you answer');
  });

  it('writes once for each step, however often it looks and however many do at once', async () => {
    await asked({});
    const looks = () => Promise.all([test.platform.remind(), test.platform.remind(), test.platform.remind()]);
    expect(to(await remindedAt(morning(early), looks))).toEqual(everybody);
    expect(await remindedAt(new Date(morning(early).getTime() + 3_600_000), looks)).toEqual([]);
    expect(await remindedAt(morning('2026-12-02'))).toEqual([]);
    expect(to(await remindedAt(morning(due)))).toEqual(everybody);
    expect(to(await remindedAt(morning(after)))).toEqual(everybody);
    // The step of Monday, and no fifth one.
    expect(to(await remindedAt(morning('2026-12-07')))).toEqual(everybody);
    expect(await remindedAt(morning('2026-12-10'))).toEqual([]);
  });

  it('lets nothing out in quiet hours and weekends; what came due meanwhile goes out once at their end', async () => {
    await asked({ due: '2026-12-04' });
    expect(await remindedAt(evening('2026-12-04'))).toEqual([]);
    expect(await remindedAt(morning('2026-12-05'))).toEqual([]);
    expect(await bellOf()).toEqual([]);
    expect(to(await remindedAt(new Date('2026-12-07T08:00:00-06:00')))).toEqual(everybody);
    expect(await bellOf()).toHaveLength(1);
  });

  it('writes one mail to each person about all of the questions', async () => {
    const [one, other] = [await orderOf(), await orderOf()];
    const [first, second] = [
      question({ values: { what: 'this' } }),
      question({ values: { what: 'that' }, due: after }),
    ];
    await write({ order: one.id, asks: [first] }, { order: other.id, asks: [second] });
    const mails = await remindedAt(morning(due));
    expect(to(mails)).toEqual(everybody);
    expect(mails[0]!.subject).toBe('2 answers are still needed from you');
    expect(mails[0]!.text).toContain('What: Is this right?; Is that right?');
    expect(mails[0]!.text).toContain('The first answer is wished for by: Thursday, December 3');
    expect(mails[0]!.text).toContain('http://shop.test/approvals');
  });

  it('is silent about what was answered, ended, has no day or is far off', async () => {
    const { id } = await asked({});
    await answer(id);
    const ended = await orderOf();
    const one = question();
    await write({ order: ended.id, asks: [one] });
    await write({ order: ended.id, voids: [{ subject: one.subject, reason: 'tallies.gone' }] });
    const { due: _, ...dayless } = question();
    await write({ order: ended.id, asks: [dayless, question({ due: '2027-01-20' })] });
    expect(await remindedAt(morning(due))).toEqual([]);
    expect(await remindedAt(morning('2026-12-07'))).toEqual([]);
    expect(await bellOf()).toEqual([]);
  });

  it('writes to those alone who are named and have not answered', async () => {
    const approvers = { rule: 'all', contacts: [ann, cast.smith.contact] } as const;
    const { id } = await asked({ approvers });
    expect(to(await remindedAt(morning(early)))).toEqual(everybody);
    await answer(id);
    expect(to(await remindedAt(morning(due)))).toEqual(['ann@smith.test']);
  });

  it('says nothing to whoever may not see it, nor of an order that its customer does not see', async () => {
    await asked({ sight: 'charges' });
    expect(await remindedAt(morning(early))).toEqual([]);
    await run(`update core.contact set rights = array['approve', 'charges'] where id = $1`, ann);
    const { id } = await asked({});
    await run('update core.orders set in_portal = false where id = $1', id);
    expect(to(await remindedAt(morning(due)))).toEqual(['ann@smith.test']);
  });

  it('uses no step up at which there was nobody to write to', async () => {
    const { id } = await asked({});
    const steps = async () =>
      (await run('select reminders from core.approval where order_id = $1', id))[0]!['reminders'];
    await run(`update core.contact set rights = array['order']`);
    expect(await remindedAt(morning(early))).toEqual([]);
    await run(`update core.contact set rights = array['approve'] where name <> 'Bob'`);
    await run('update core.orders set in_portal = false where id = $1', id);
    expect(await remindedAt(morning('2026-12-02'))).toEqual([]);
    expect(await steps()).toBe(0);
    await run('update core.orders set in_portal = true where id = $1', id);
    expect(to(await remindedAt(morning('2026-12-02')))).toEqual(everybody);
    expect(await steps()).toBe(1);
    // Whoever wants no reminders could have had one.
    await run(`update core.contact set notices = '{"reminder":"none"}'`);
    expect(await remindedAt(morning(due))).toEqual([]);
    expect(await steps()).toBe(2);
  });

  it('reminds nobody where the shop does not want it, and tells staff all the same', async () => {
    await settings({ remindAtMost: 0 });
    expect((await cast.sarah.portal.notices.mine.query({})).map(({ kind }) => kind)).toEqual([]);
    const { number } = await asked({});
    expect(await remindedAt(morning(early))).toEqual([]);
    expect(await remindedAt(morning(after))).toEqual([]);
    expect(await bellOf()).toMatchObject([{ number, data: { customer: 'Smith & Sons', title: 'Paint' } }]);
  });

  it('tells staff once that an answer is late, in the bell or by mail', async () => {
    await cast.owner.staff.notices.choose.mutate({ choices: { 'approval.overdue': 'both' } });
    const { number } = await asked({});
    await remindedAt(morning(due));
    expect(await bellOf()).toEqual([]);
    const mails = await remindedAt(morning(after));
    expect(mails.filter((mail) => mail.to === 'robin@shop.test')).toMatchObject([
      { subject: `No answer yet for order ${number}`, text: expect.stringContaining('What: Is blue right?') },
    ]);
    expect(await bellOf()).toHaveLength(1);
    await run(`delete from core.notice where type like '%approval.overdue'`);
    await remindedAt(morning('2026-12-09'));
    expect(await bellOf()).toEqual([]);
    await cast.owner.staff.notices.choose.mutate({ choices: { 'approval.overdue': 'bell' } });
  });

  it('can be stopped by each person, by the link in the mail too', async () => {
    await asked({});
    const [mail] = await remindedAt(morning(early));
    const link = (mail!.parsed.headers.get('list') as unknown as { unsubscribe: { url: string } }).unsubscribe.url;
    const token = link.split('/').at(-1)!;
    expect(await cast.tom.portal.notices.stopping.query({ token })).toEqual({ kind: 'reminder', wanted: true });
    await cast.tom.portal.notices.stopMails.mutate({ token });
    expect(to(await remindedAt(morning(due)))).toEqual(['sarah@smith.test']);
    await cast.sarah.portal.notices.choose.mutate({ choices: { reminder: 'none' } });
    expect(await remindedAt(morning(after))).toEqual([]);
    expect((await cast.sarah.portal.approvals.open.query({})).rows).toHaveLength(1);
  });

  it('lists what is overdue for staff, page by page', async () => {
    await asked({}, { due: after });
    await at(morning(after));
    const all = await cast.owner.staff.approvals.open.query({});
    expect(all.rows.map((row) => row.due)).toEqual([due, after]);
    const overdue = await cast.owner.staff.approvals.open.query({ overdue: true });
    expect(overdue).toMatchObject({ rows: [{ due }], next: null });
    const rest = await cast.owner.staff.approvals.open.query({ overdue: true, after: overdue.rows[0]!.id });
    expect(rest.rows).toEqual([]);
  });

  it.each([
    { quietFrom: '08:00', quietUntil: '07:30' },
    { quietFrom: '00:00', quietUntil: '23:59' },
    { quietFrom: '8:00', quietUntil: '07:00' },
  ])('is not set to hours in which nothing can go out: %j', async (hours) => {
    expect(await refusal(settings(hours))).toMatchObject({ code: 'settings.invalid' });
  });

  it('takes no statement for a shop without such questions, nor for one that is suspended', async () => {
    const trips = (): Promise<number> => roundTripsOf(test.platform.database, () => test.platform.remind());
    await at(morning(early));
    expect(await trips()).toBe(1);
    await asked({});
    const operators = test.platform.database.withPlatform('tests suspend the shop');
    const turn = (state: string) =>
      operators.run({
        name: 'test.turn',
        text: 'update core.tenant set state = $2 where id = $1',
        values: [test.shop, state],
      });
    await turn('suspended');
    expect(await remindedAt(morning(due))).toEqual([]);
    await turn('active');
    expect(to(await remindedAt(morning(due)))).toEqual(everybody);
  });
});

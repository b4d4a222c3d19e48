import { staff, type CallContext, type Decision, type OfflineAnswer, type OwnChange, type Question } from '@docket/sdk';
import { pluginCaller } from '@docket/sdk/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  stores,
  tallyPlugin,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';

const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }] };

describe.each(stores)('the record of a question on %s', { timeout: 60_000 }, (store) => {
  let work: (context: CallContext) => Promise<unknown> = async () => undefined;
  let test: TestPlatform;
  let cast: Cast;
  const tallies = tallyPlugin({
    api: { does: staff('orders.edit').mutation(z.strictObject({}), (_, context) => work(context)) },
  });

  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin(), tallies], store, config: { workers: false } });
    cast = await openCast(test);
  }, 120_000);
  afterAll(() => test.close());
  afterEach(() => rightsOf(['order', 'approve', 'charges']));

  const run = async (text: string, ...values: unknown[]) =>
    (
      await test.platform.database
        .withTenant(test.shop)
        .run({ name: `test.record-${text.length}-${text.slice(0, 20)}`, text, values })
    )[0] as Record<string, unknown>[];
  const rightsOf = (rights: readonly string[]) =>
    run('update core.contact set rights = $2 where id = $1 returning id', cast.smith.contact, rights);
  const does = <T>(wanted: (context: CallContext) => Promise<T>): Promise<T> => {
    work = wanted;
    return pluginCaller<{ does: { input: object; output: unknown } }>(cast.owner.staff as never, 'tallies').mutate(
      'does' as never,
      {} as never,
    ) as Promise<T>;
  };
  const write = (change: Omit<OwnChange, 'action'>) =>
    does(({ data }) => data.write([{ ...change, action: 'tallies.add' }]));
  /** The plugin is given a file for an order, which its customer does not see yet. */
  const give = async (order: string, name: string) => {
    const file = { file: crypto.randomUUID(), sha256: 'ab'.repeat(32) };
    await run(
      `insert into core.file (tenant_id, id, order_id, plugin, name, bytes, sha256, state, uploaded_by)
        select tenant_id, $2, id, 'tallies', $3, 1, $4, 'stored', '{"type":"system"}' from core.orders where id = $1 returning id`,
      order,
      file.file,
      name,
      file.sha256,
    );
    return file;
  };
  /** Asks Smith & Sons about a new order. */
  const ask = async (more: Partial<Question> = {}) => {
    const sent = await cast.sarah.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content });
    const order = sent.orderId!;
    const picture = await give(order, 'front.png');
    const question: Question = {
      subject: crypto.randomUUID(),
      version: 1,
      title: 'tallies.question',
      values: { count: 2 },
      lines: [
        { label: 'tallies.count', value: { type: 'money', minor: 1250, currency: 'EUR' } },
        { label: 'tallies.terms', value: { type: 'text', text: 'We count twice.\nGrüße' } },
      ],
      pictures: [picture],
      ticks: [{ id: 'spelling', label: 'tallies.count' }],
      at: 'tally-one',
      ...more,
    };
    await write({ order, asks: [question], ...(question.sight && { sight: question.sight }) });
    const [row] = await run(`select id, hash from core.approval where subject = $1`, question.subject);
    return { order, number: sent.number!, picture, question, id: String(row!['id']), hash: String(row!['hash']) };
  };
  type Asked = Awaited<ReturnType<typeof ask>>;
  const decide = ({ id, hash }: Asked, decision: Decision) =>
    cast.sarah.portal.approvals.decide.mutate({ decisions: [{ approval: id, hash }], ...decision });
  const approve = (asked: Asked) => decide(asked, { choice: 'approve', ticked: ['spelling'] });
  /** Staff write down that Sarah approved, with a mail that says so. */
  const writeDown = async ({ order, question: { subject }, hash }: Asked) => {
    const mail = await give(order, 'yes.eml');
    const offline: OfflineAnswer = { way: 'mail', name: 'Sarah', at: '2026-01-02T10:00:00.000Z', evidence: [mail] };
    await write({
      order,
      answers: [{ subject, hash, decision: { choice: 'approve', ticked: ['spelling'] }, offline }],
    });
    return { offline, mail };
  };
  const seen = ({ id }: { readonly id: string }, browser = cast.sarah) => browser.portal.approvals.record.query({ id });
  const ofShop = ({ id }: { readonly id: string }) => cast.owner.staff.approvals.record.query({ id });

  it('offers a picture that is still looked at to the shop alone, and one that is blocked to nobody', async () => {
    const asked = await ask();
    const offered = async (state: string) => {
      await run('update core.file set state = $2 where id = $1 returning id', asked.picture.file, state);
      return [(await seen(asked)).kept, (await ofShop(asked)).kept].map((kept) => Object.values(kept));
    };
    expect(await offered('stored')).toEqual([['front.png'], ['front.png']]);
    expect(await offered('pending')).toEqual([[], ['front.png']]);
    expect(await offered('blocked')).toEqual([[], []]);
  });

  it('holds what was shown, whole, of which order it is, and what was answered', async () => {
    const asked = await ask();
    await approve(asked);
    const { subject, version, title, values, lines, pictures, ticks, at } = asked.question;
    const record = await seen(asked);
    expect(record).toMatchObject({
      plugin: 'tallies',
      about: { number: asked.number, prefix: '', title: 'Paint', customer: 'Smith & Sons' },
      question: { subject, version, title, values, lines, pictures, ticks, at },
      hash: asked.hash,
      isIntact: true,
      state: 'approved',
      decided: { by: { name: 'Sarah' }, decision: { choice: 'approve', ticked: ['spelling'] } },
      voided: null,
      kept: { [asked.picture.file]: 'front.png' },
    });
    expect(record.answers).toMatchObject([{ by: { name: 'Sarah' }, decision: { choice: 'approve' }, offline: null }]);
  });

  it('tells the shop whose address an answer has and where it was sent from, and the customer neither', async () => {
    const asked = await ask();
    await approve(asked);
    await run(
      `update core.approval_answer set address = '192.0.2.7', device = 'Firefox, Windows' where approval_id = $1 returning id`,
      asked.id,
    );
    const from = { address: '192.0.2.7', device: 'Firefox, Windows' };
    expect((await ofShop(asked)).answers).toMatchObject([{ email: 'sarah@smith.test', from }]);
    expect((await seen(asked)).answers).toMatchObject([{ email: null, from: null }]);
  });

  it('names who wrote an answer down, and what proves it to the shop alone', async () => {
    const asked = await ask();
    const { offline, mail } = await writeDown(asked);
    const record = await ofShop(asked);
    expect(record.answers).toMatchObject([{ by: { type: 'staff', name: 'Robin' }, offline, from: null }]);
    expect(record.kept).toEqual({ [asked.picture.file]: 'front.png', [mail.file]: 'yes.eml' });
    const { answers, decided } = await seen(asked);
    expect(answers).toMatchObject([{ offline: { way: 'mail', name: 'Sarah', evidence: [] } }]);
    const theShop = { type: 'staff', name: '' };
    expect([answers[0]!.by, decided!.by]).toEqual([theShop, theShop]);
    expect((await seen(asked)).kept).toEqual({ [asked.picture.file]: 'front.png' });
  });

  it('says so where what is kept is not what was answered any more', async () => {
    const asked = await ask();
    await approve(asked);
    await run(
      `update core.approval set lines = jsonb_set(lines, '{0,value,minor}', '1251') where id = $1 returning id`,
      asked.id,
    );
    expect(await seen(asked)).toMatchObject({ isIntact: false, hash: asked.hash });
    expect(await ofShop(asked)).toMatchObject({ isIntact: false });
  });

  it('does not name a file whose bytes are others than those that were shown', async () => {
    const asked = await ask();
    await run('update core.file set sha256 = $2 where id = $1 returning id', asked.picture.file, 'ef'.repeat(32));
    expect((await ofShop(asked)).kept).toEqual({});
  });

  it('of what holds no more has both: how it was answered, and since when and why it is void', async () => {
    const asked = await ask();
    await approve(asked);
    await write({ order: asked.order, voids: [{ subject: asked.question.subject, reason: 'tallies.gone' }] });
    const voided = { at: expect.any(String) as string, reason: 'tallies.gone' };
    const record = { state: 'void', decided: { decision: { choice: 'approve' } }, voided, isIntact: true };
    expect(await seen(asked)).toMatchObject(record);
  });

  it('is there before an answer, too, and says that there is none', async () => {
    expect(await seen(await ask())).toMatchObject({ state: 'open', decided: null, answers: [] });
  });

  it('[T-28] is like one that there never was for whoever may not see the question', async () => {
    const asked = await ask({ sight: 'charges' });
    const never = await refusal(seen({ id: crypto.randomUUID() }));
    expect(never).toMatchObject({ code: 'not-found', status: 404 });
    expect(await refusal(seen(asked, cast.tom))).toEqual(never);
    await rightsOf(['order', 'approve']);
    expect(await refusal(seen(asked))).toEqual(never);
    await rightsOf(['charges']);
    expect(await seen(asked)).toMatchObject({ state: 'open' });
    const stranger: TestBrowser = openBrowser(test.platform);
    expect(await refusal(seen(asked, stranger))).toMatchObject({ code: 'sign-in.needed' });
    await run('update core.orders set in_portal = false where id = $1 returning id', asked.order);
    expect(await refusal(seen(asked))).toEqual(never);
    expect(await ofShop(asked)).toMatchObject({ state: 'open' });
  });

  it('is told to the plugin that asked, of its own questions alone', async () => {
    const asked = await ask();
    const own = await does(({ approvals }) => approvals.record(asked.id));
    expect(own).toMatchObject({ id: asked.id, isIntact: true, about: { customer: 'Smith & Sons' } });
    await run(`update core.approval set plugin = 'notes' where id = $1 returning id`, asked.id);
    expect(await does(({ approvals }) => approvals.record(asked.id))).toBeNull();
    expect(await does(({ approvals }) => approvals.record(crypto.randomUUID()))).toBeNull();
  });
});

import { staff, type CallContext, type OfflineAnswer, type OwnChange, type Question } from '@docket/sdk';
import { pluginCaller } from '@docket/sdk/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openCast, type Cast } from '../testing/cast.ts';
import {
  dumpOf,
  notePlugin,
  openBrowser,
  openTestPlatform,
  stores,
  tallyPlugin,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';

const [asking, due, later] = [new Date('2026-11-30T16:00:00Z'), '2026-12-01', new Date('2026-12-01T16:00:00Z')];
const content = { title: 'Gloves', lines: [{ text: 'blue', count: 2 }] };
/** People who work for two customers, under one address. */
const contacts = [
  { name: 'Ann', email: 'ann@both.test' },
  { name: 'Gus', email: 'gus@both.test' },
];

describe.each(stores)('of a customer who is erased, what was asked, on %s', { timeout: 60_000 }, (store) => {
  let work: (context: CallContext) => Promise<unknown> = async () => undefined;
  let test: TestPlatform;
  let cast: Cast;
  let customer: string;
  let gus: string;
  let ann: TestBrowser;

  beforeAll(async () => {
    const does = staff('orders.edit').mutation(z.strictObject({}), (_, context) => work(context));
    const plugins = [notePlugin(), tallyPlugin({ api: { does } })];
    test = await openTestPlatform({ plugins, store, now: asking, config: { workers: false } });
    cast = await openCast(test);
    const { seed } = test.platform;
    await seed.customer(test.shop, { name: 'The Other', contacts });
    const made = await seed.customer(test.shop, { name: 'Kettlewell', contacts });
    const [first, second] = made.contacts as [string, string];
    [customer, gus, ann] = [made.id, second, openBrowser(test.platform)];
    ann.take(await seed.cookie(test.shop, { type: 'contact', id: first }));
  }, 120_000);
  afterAll(() => test.close());

  const run = async (text: string, ...values: unknown[]) => {
    const name = `test.erase-${text.replaceAll(/\W/g, '').slice(0, 50)}`;
    return (await test.platform.database.withTenant(test.shop).run({ name, text, values }))[0] as Record<
      string,
      unknown
    >[];
  };
  const write = (change: Omit<OwnChange, 'action'>) => {
    work = ({ data }) => data.write([{ ...change, action: 'tallies.add' }]);
    const calls = pluginCaller<Record<string, never>>(cast.owner.staff as never, 'tallies');
    return calls.mutate('does' as never, {} as never);
  };
  const mails = async () =>
    (await run(`select distinct type from core.notice where recipient like '%@both.test' order by type`)).map(
      ({ type }) => type,
    );

  it('[P22] leaves no mail, whose address ever it went to, and no name that staff have written down', async () => {
    const { orderId } = await ann.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content });
    const order = orderId!;
    const question: Question = { subject: crypto.randomUUID(), version: 1, title: 'tallies.question', lines: [], due };
    await write({ order, asks: [question] });
    const [asked] = await run('select id, hash from core.approval where subject = $1', question.subject);
    await ann.portal.approvals.forward.mutate({
      approval: String(asked!['id']),
      to: { contact: gus },
      note: 'You know the gloves.',
    });
    await test.platform.settle();
    test.setNow(later);
    await test.platform.remind();
    test.setNow(asking);
    const file = { file: crypto.randomUUID(), sha256: 'ab'.repeat(32) };
    await run(
      `insert into core.file (tenant_id, id, order_id, plugin, name, bytes, sha256, state, uploaded_by)
        select tenant_id, $2, id, 'tallies', 'call.txt', 1, $3, 'stored', '{"type":"system"}' from core.orders where id = $1`,
      order,
      file.file,
      file.sha256,
    );
    const offline: OfflineAnswer = { way: 'phone', name: 'Old Mr. Grub', at: asking.toISOString(), evidence: [file] };
    const { subject } = question;
    await write({
      order,
      answers: [{ subject, hash: String(asked!['hash']), decision: { choice: 'approve' }, offline }],
    });
    await test.platform.settle();
    expect(await mails()).toEqual(
      expect.arrayContaining(['approval.asked', 'approval.forwarded-with-note', 'approval.reminder']),
    );
    const traces = async () =>
      (await dumpOf(test.platform.database, test.shop)).split('\n').filter((line) => line.includes('old mr. grub'));
    expect((await traces()).map((line) => line.split(' ')[0])).toEqual(
      expect.arrayContaining(['core.approval_answer', 'core.timeline', 'core.audit']),
    );
    await run('update core.orders set final = true where id = $1', order);
    await cast.owner.staff.privacy.eraseCustomer.mutate({ id: customer, name: 'Kettlewell' });
    expect(await mails()).toEqual([]);
    expect(await traces()).toEqual([]);
  });
});

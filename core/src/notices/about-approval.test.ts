import { staff, type CallContext, type OwnChange, type Question, type ShownValue } from '@docket/sdk';
import { pluginCaller } from '@docket/sdk/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openCast, type Cast } from '../testing/cast.ts';
import { notePlugin, openTestPlatform, tallyPlugin, type TestPlatform } from '../testing/index.ts';

const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }] };

describe('who is told of a question to the customer', { timeout: 60_000 }, () => {
  let work: (context: CallContext) => Promise<unknown> = async () => undefined;
  let test: TestPlatform;
  let cast: Cast;

  beforeAll(async () => {
    const does = staff('orders.edit').mutation(z.strictObject({}), (_, context) => work(context));
    test = await openTestPlatform({ plugins: [notePlugin(), tallyPlugin({ api: { does } })] });
    cast = await openCast(test);
    const add = (name: string, rights: ('approve' | 'charges' | 'order')[]) =>
      cast.owner.staff.customers.addContact.mutate({
        customer: cast.smith.id,
        name,
        email: `${name.toLowerCase()}@smith.test`,
        rights,
      });
    await add('Ann', ['approve']);
    await add('Bob', ['charges', 'order']);
    await add('Cleo', ['approve', 'charges']);
  }, 120_000);
  afterAll(() => test.close());

  const orderOf = async () => {
    const sent = await cast.sarah.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content });
    await test.platform.settle();
    return { id: sent.orderId!, number: sent.number! };
  };
  const question = (more: Partial<Question> = {}): Question => ({
    subject: crypto.randomUUID(),
    version: 1,
    title: 'tallies.question',
    values: { what: 'waiting' },
    lines: [{ label: 'tallies.count', value: { type: 'money', minor: 777_00, currency: 'EUR' } }],
    ...more,
  });
  /** What a write leaves in mailboxes. */
  const mailsOf = async (act: () => Promise<unknown>) => {
    const before = test.post.mails.length;
    await act();
    await test.platform.settle();
    return test.post.mails.slice(before).map(({ to, parsed }) => ({
      to: to[0]!,
      subject: parsed.subject,
      text: parsed.text ?? '',
    }));
  };
  const write = (...changes: Omit<OwnChange, 'action'>[]) => {
    work = ({ data }) => data.write(changes.map((change) => ({ ...change, action: 'tallies.add' })));
    return pluginCaller<Record<string, { input: object; output: unknown }>>(
      cast.owner.staff as never,
      'tallies',
    ).mutate('does' as never, {} as never);
  };
  const to = (mails: readonly { readonly to: string }[]) => mails.map((mail) => mail.to).toSorted();

  it('whoever may answer it, in one mail with title, number and the way to the order, and without what is asked', async () => {
    const { id, number } = await orderOf();
    const mails = await mailsOf(() =>
      write({ order: id, asks: [question(), question({ values: { what: 'a detour' } })] }),
    );
    expect(to(mails)).toEqual(['ann@smith.test', 'cleo@smith.test', 'sarah@smith.test']);
    const [{ subject, text }] = mails as [(typeof mails)[number]];
    expect(subject).toBe(`Your answer is needed for order ${number}`);
    expect(text).toContain(`Order: ${number}, Paint`);
    expect(text).toContain('What: Is waiting right?; Is a detour right?');
    expect(text).toContain(`http://shop.test/orders/${number}`);
    expect(text).not.toContain('777');
  });

  it('with what tells two questions of one title apart, as the shop writes it', async () => {
    const { id } = await orderOf();
    const at = (value: ShownValue): Partial<Question> => ({
      lines: [{ label: 'tallies.place', value }],
      apart: 'tallies.place',
    });
    const values: readonly ShownValue[] = [
      { type: 'words', key: 'tallies.question', values: { what: 'the front' } },
      { type: 'text', text: 'Back' },
      { type: 'money', minor: 1250, currency: 'EUR' },
      { type: 'text', text: '' },
    ];
    const [mail] = await mailsOf(() => write({ order: id, asks: values.map((value) => question(at(value))) }));
    expect(mail!.text).toContain(
      'What: Is waiting right? – Is the front right?; Is waiting right? – Back; Is waiting right? – €12.50; Is waiting right?\n',
    );
  });

  it('[T-28] nobody without the right that it takes', async () => {
    const { id } = await orderOf();
    const asks = [question({ sight: 'charges' })];
    expect(to(await mailsOf(() => write({ order: id, sight: 'charges', asks })))).toEqual([
      'cleo@smith.test',
      'sarah@smith.test',
    ]);
    const mixed = [question({ values: { what: 'this' } }), question({ values: { what: 'that' }, sight: 'charges' })];
    const mails = await mailsOf(() => write({ order: id, asks: mixed }));
    expect(mails.find((mail) => mail.to === 'ann@smith.test')?.text).not.toContain('that');
    expect(mails.find((mail) => mail.to === 'cleo@smith.test')?.text).toContain('Is this right?; Is that right?');
  });

  it('in a mail that leads to where the first of them is answered', async () => {
    const { id, number } = await orderOf();
    const places = ['mockup-front', 'mockup-back'];
    const asks = places.map((at) => question({ at, values: { what: at } }));
    const [mail] = await mailsOf(() => write({ order: id, asks }));
    expect(mail!.text).toContain(`http://shop.test/orders/${number}?at=mockup-front`);
    const unplaced = [question({ values: { what: 'this' } }), question({ at: 'mockup-back' })];
    const [other] = await mailsOf(() => write({ order: id, asks: unplaced }));
    expect(other!.text).not.toContain('?at=');
  });

  it('of several orders in one mail that leads to all that waits', async () => {
    const [one, other] = [await orderOf(), await orderOf()];
    const changes = [one, other].map(({ id }) => ({ order: id, asks: [question()] }));
    const mails = await mailsOf(() => write(...changes));
    expect(to(mails)).toEqual(['ann@smith.test', 'cleo@smith.test', 'sarah@smith.test']);
    expect(mails[0]).toMatchObject({ subject: '2 answers are needed from you' });
    expect(mails[0]!.text).toContain('http://shop.test/approvals');
  });

  it('nobody of an order that its customer does not see', async () => {
    const { id } = await orderOf();
    await test.platform.database
      .withTenant(test.shop)
      .run({ name: 'test.hide', text: 'update core.orders set in_portal = false where id = $1', values: [id] });
    expect(await mailsOf(() => write({ order: id, asks: [question()] }))).toEqual([]);
  });

  it('[G-61] staff hear at once how it was answered: in the bell, and by mail where they chose that', async () => {
    await cast.owner.staff.notices.choose.mutate({ choices: { 'approval.decided': 'both' } });
    const { id, number } = await orderOf();
    const value = { type: 'text', text: 'Back' } as const;
    await write({
      order: id,
      asks: [question({ lines: [{ label: 'tallies.place', value }], apart: 'tallies.place' })],
    });
    const asked = await cast.sarah.portal.approvals.ofOrder.query({ order: id });
    const decisions = asked.map((row) => ({ approval: row.id, hash: row.hash }));
    const mails = await mailsOf(() =>
      cast.sarah.portal.approvals.decide.mutate({ decisions, choice: 'revise', reason: 'Bigger, please.' }),
    );
    expect(mails.filter((mail) => mail.to === 'robin@shop.test')).toMatchObject([
      {
        subject: `Another version is wanted for order ${number}`,
        text: expect.stringContaining('What: Is waiting right? – Back'),
      },
    ]);
    const { rows } = await cast.owner.staff.notices.bell.query({});
    expect(rows[0]).toMatchObject({
      type: 'approval.revision',
      number,
      data: { customer: 'Smith & Sons', title: 'Paint' },
    });
  });
});

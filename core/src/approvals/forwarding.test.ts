import { staff, type CallContext, type ContactRight, type OwnChange, type Question } from '@docket/sdk';
import { pluginCaller } from '@docket/sdk/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
const unknown = '0190a000-0000-7000-8000-00000000dead';
const secret = 'a purple wall';

describe.each(stores)('forwarding a question on %s', { timeout: 60_000 }, (store) => {
  let work: (context: CallContext) => Promise<unknown> = async () => undefined;
  let test: TestPlatform;
  let cast: Cast;
  let people: Readonly<Record<'ann' | 'bob' | 'cleo', { readonly id: string; readonly browser: TestBrowser }>>;

  beforeAll(async () => {
    const does = staff('orders.edit').mutation(z.strictObject({}), (_, context) => work(context));
    test = await openTestPlatform({ plugins: [notePlugin(), tallyPlugin({ api: { does } })], store });
    cast = await openCast(test);
    // All of these tests are one day of the same person.
    await test.platform.seed.settings(test.shop, 'core', { forwardsPerContact: 200 });
    people = {
      ann: await colleague('Ann', ['approve']),
      bob: await colleague('Bob', ['order']),
      cleo: await colleague('Cleo', ['approve', 'charges']),
    };
  }, 120_000);
  afterAll(() => test.close());

  async function colleague(name: string, rights: readonly ContactRight[]) {
    const email = `${name.toLowerCase()}@smith.test`;
    const person = { customer: cast.smith.id, name, email, rights: [...rights] };
    const { id } = await cast.owner.staff.customers.addContact.mutate(person);
    const browser = openBrowser(test.platform);
    browser.take(await test.platform.seed.cookie(test.shop, { type: 'contact', id }));
    return { id, browser };
  }
  const run = async (text: string, ...values: unknown[]) => {
    const name = `test.forwarding-${text.length}-${text.slice(0, 20)}`;
    const [rows] = await test.platform.database.withTenant(test.shop).run({ name, text, values });
    return rows as Record<string, unknown>[];
  };
  /** Asks about a new order; `named` are those who are to answer. */
  async function ask(more: Partial<Question> = {}, named?: readonly string[]) {
    const { orderId: order, number } = await cast.sarah.portal.requests.submit.mutate({
      id: crypto.randomUUID(),
      kind: 'note',
      content,
    });
    const question: Question = {
      subject: crypto.randomUUID(),
      version: 1,
      title: 'tallies.question',
      values: { what: secret },
      lines: [{ label: 'tallies.count', value: { type: 'text', text: secret } }],
      ...(named && { approvers: { rule: 'all', contacts: named } }),
      ...more,
    };
    await write({ order: order!, asks: [question] });
    const [row] = await run('select id, hash from core.approval where subject = $1', question.subject);
    const approval = String(row!['id']);
    await test.platform.settle();
    return { order: order!, number: number!, approval, hash: String(row!['hash']), subject: question.subject };
  }
  const write = (...changes: Omit<OwnChange, 'action'>[]) => {
    work = ({ data }) => data.write(changes.map((change) => ({ ...change, action: 'tallies.add' })));
    const calls = pluginCaller<Record<string, { input: object; output: unknown }>>(
      cast.owner.staff as never,
      'tallies',
    );
    return calls.mutate('does' as never, {} as never);
  };
  type Input = Parameters<TestBrowser['portal']['approvals']['forward']['mutate']>[0];
  const forward = (input: Input, browser = cast.sarah) => browser.portal.approvals.forward.mutate(input);
  const approversOf = async (approval: string) =>
    (await run('select approvers from core.approval where id = $1', approval))[0]!['approvers'];
  const historyOf = (order: string) =>
    run(`select data, shown, sight from core.timeline where order_id = $1 and type = 'approval.forwarded'`, order);
  const contactAt = (email: string) =>
    run('select id, name, rights, removed_at from core.contact where lower(email) = $1', email);
  /** Mails that come of it. */
  async function mailsOf(act: () => Promise<unknown>) {
    const before = test.post.mails.length;
    await act();
    await test.platform.settle();
    const mails = test.post.mails.slice(before);
    return mails.map(({ to, parsed }) => ({ to: to[0]!, subject: parsed.subject ?? '', text: parsed.text ?? '' }));
  }

  it('mails a colleague who asks, at which shop and about which order, with the note, and nothing of the question', async () => {
    const { approval, number } = await ask({ at: 'mockup' });
    const mails = await mailsOf(async () => {
      const note = 'Is the blue right?\nYou know it best.';
      expect(await forward({ approval, to: { contact: people.ann.id }, note })).toEqual({ name: 'Ann', number });
    });
    expect(mails).toMatchObject([{ to: 'ann@smith.test', subject: `Sarah asks you to answer for order ${number}` }]);
    const [{ text }] = mails as [(typeof mails)[number]];
    expect(text).toContain('Sarah writes: Is the blue right? You know it best.');
    expect(text).toContain(`/orders/${number}`);
    for (const told of [secret, 'Paint', 'tallies']) expect(text).not.toContain(told);
    const [plain] = await mailsOf(() => forward({ approval, to: { contact: people.cleo.id } }));
    expect(plain!.text).not.toContain('writes');
  });

  it('is written down for the customer and for staff, and once, however often it is sent', async () => {
    const { approval, order } = await ask();
    const once = { approval, to: { contact: people.ann.id } };
    const mails = await mailsOf(() => Promise.all([forward(once), forward(once), forward(once)]));
    expect(mails).toHaveLength(1);
    expect(await historyOf(order)).toMatchObject([{ shown: true, data: { who: 'Sarah', whom: 'Ann', approval } }]);
    const { rows } = await cast.owner.staff.audit.list.query({ action: 'approvals.forward', subject: order });
    expect(rows).toHaveLength(1);
    expect(await approversOf(approval)).toBeNull();
  });

  it('is written down with what tells the question apart', async () => {
    const value = { type: 'text', text: 'Front' } as const;
    const asked = await ask({ lines: [{ label: 'tallies.place', value }], apart: 'tallies.place' });
    await forward({ approval: asked.approval, to: { contact: people.ann.id } });
    expect(await historyOf(asked.order)).toMatchObject([{ data: { question: 'tallies.question', apart: value } }]);
    const { rows } = await cast.owner.staff.audit.list.query({ action: 'approvals.forward', subject: asked.order });
    expect(rows).toMatchObject([{ after: { question: { title: 'tallies.question', apart: value } } }]);
  });

  it('of a question that takes a right is seen by those who have it', async () => {
    const { approval, order } = await ask({ sight: 'charges' });
    await forward({ approval, to: { contact: people.cleo.id } });
    expect(await historyOf(order)).toMatchObject([{ sight: 'charges' }]);
    expect(await refusal(forward({ approval, to: { contact: people.ann.id } }, people.ann.browser))).toMatchObject({
      code: 'not-found',
    });
  });

  it('puts the colleague in the place of whoever forwards it, where people are named', async () => {
    const { approval } = await ask({}, [cast.smith.contact, people.cleo.id]);
    const twice = { approval, to: { contact: people.ann.id } };
    expect(await mailsOf(() => Promise.all([forward(twice), forward(twice)]))).toHaveLength(1);
    expect(await approversOf(approval)).toEqual([people.ann.id, people.cleo.id]);
    const again = await refusal(forward({ approval, to: { contact: people.cleo.id } }));
    expect(again).toMatchObject({ code: 'approval.not-named', status: 403, params: { who: 'Ann, Cleo' } });
    const named = await refusal(forward({ approval, to: { contact: people.cleo.id } }, people.ann.browser));
    expect(named).toMatchObject({ code: 'approval.asked-already', params: { whom: 'Cleo' } });
    expect(await approversOf(approval)).toEqual([people.ann.id, people.cleo.id]);
  });

  it('is refused to who has answered already', async () => {
    const { approval, hash } = await ask({}, [people.ann.id, people.cleo.id]);
    await people.ann.browser.portal.approvals.decide.mutate({ decisions: [{ approval, hash }], choice: 'approve' });
    const refused = await refusal(forward({ approval, to: { contact: cast.smith.contact } }, people.ann.browser));
    expect(refused).toMatchObject({ code: 'approval.decided', params: { who: 'Ann' } });
    expect(await approversOf(approval)).toEqual([people.ann.id, people.cleo.id]);
  });

  it('leaves the answer to the colleague alone, once it is theirs', async () => {
    const { approval, hash } = await ask({}, [cast.smith.contact]);
    const decide = (browser: TestBrowser) =>
      browser.portal.approvals.decide.mutate({ decisions: [{ approval, hash }], choice: 'approve' });
    await forward({ approval, to: { contact: people.ann.id } });
    expect((await refusal(decide(cast.sarah))).code).toBe('approval.not-named');
    expect(await decide(people.ann.browser)).toMatchObject({ decided: [{ id: approval, state: 'approved' }] });
  });

  it('lets somebody new in with what it takes to answer, by whoever manages people', async () => {
    const { approval } = await ask({ sight: 'charges' });
    const mails = await mailsOf(() => forward({ approval, to: { name: 'Dana', email: 'Dana@Smith.test' } }));
    expect(mails.map(({ to }) => to)).toEqual(['dana@smith.test']);
    expect(await contactAt('dana@smith.test')).toMatchObject([{ name: 'Dana', rights: ['approve', 'charges'] }]);
    const { rows } = await cast.owner.staff.audit.list.query({
      action: 'customers.add-contact',
      subject: cast.smith.id,
    });
    expect(rows[0]).toMatchObject({ after: { name: 'Dana' } });
  });

  it('gives a colleague what it takes, and leaves the rest as it is', async () => {
    const { approval } = await ask();
    await forward({ approval, to: { name: 'Robert', email: 'bob@smith.test' } });
    expect(await contactAt('bob@smith.test')).toMatchObject([{ name: 'Bob', rights: ['order', 'approve'] }]);
    await run(`update core.contact set rights = '{order}' where id = $1 returning id`, people.bob.id);
  });

  it('to somebody who may not answer is refused to whoever may let nobody in, with who may', async () => {
    const { approval } = await ask();
    for (const to of [{ name: 'Eve', email: 'eve@smith.test' }, { contact: people.bob.id }]) {
      const refused = await refusal(forward({ approval, to }, people.ann.browser));
      expect(refused).toMatchObject({
        code: 'approval.no-colleague',
        status: 403,
        params: { people: 'Sarah', count: 1 },
      });
    }
    expect(await contactAt('eve@smith.test')).toEqual([]);
    const known = { name: 'Whoever', email: 'CLEO@smith.test' };
    expect(await forward({ approval, to: known }, people.ann.browser)).toMatchObject({ name: 'Cleo' });
  });

  it('tells nobody whose a typed address is', async () => {
    const { approval } = await ask();
    const to = { name: 'Somebody', email: 'bob@smith.test' };
    expect(await refusal(forward({ approval, to }, people.ann.browser))).toMatchObject({
      code: 'approval.no-colleague',
      params: { whom: 'Somebody' },
    });
  });

  it('to somebody new needs a proof of the last day, to a colleague none', async () => {
    const { approval } = await ask();
    await run(
      `update core.session set proven_at = now() - interval '2 days' where actor_id = $1 returning id`,
      cast.smith.contact,
    );
    const refused = await refusal(forward({ approval, to: { name: 'Fay', email: 'fay@smith.test' } }));
    expect(refused.code).toBe('proof.needed');
    expect(await contactAt('fay@smith.test')).toEqual([]);
    expect(await forward({ approval, to: { contact: people.ann.id } })).toMatchObject({ name: 'Ann' });
    await run(`update core.session set proven_at = now() where actor_id = $1 returning id`, cast.smith.contact);
  });

  it('lets nobody in for a question that is void or answered, and says what became of it', async () => {
    const to = { name: 'Gil', email: 'gil@smith.test' };
    const gone = await ask();
    await write({ order: gone.order, voids: [{ subject: gone.subject, reason: 'tallies.gone' }] });
    expect(await refusal(forward({ approval: gone.approval, to }))).toMatchObject({
      code: 'approval.void',
      status: 409,
    });
    const { approval, hash } = await ask();
    await cast.sarah.portal.approvals.decide.mutate({ decisions: [{ approval, hash }], choice: 'approve' });
    const refused = await refusal(forward({ approval, to }));
    expect(refused).toMatchObject({ code: 'approval.decided', params: { who: 'Sarah' } });
    expect(await refusal(cast.sarah.portal.approvals.forwarding.query({ approval }))).toMatchObject({
      code: refused.code,
    });
    expect(await contactAt('gil@smith.test')).toEqual([]);
  });

  it('[abuse 5] answers alike for a question of somebody else and one that is not there', async () => {
    const { approval } = await ask();
    const answers = [];
    for (const [browser, id] of [
      [cast.tom, approval],
      [cast.sarah, unknown],
    ] as const) {
      answers.push(await refusal(forward({ approval: id, to: { name: 'Hal', email: 'hal@smith.test' } }, browser)));
      answers.push(await refusal(browser.portal.approvals.forwarding.query({ approval: id })));
    }
    expect(new Set(answers.map(({ code, message }) => `${code} ${message}`)).size).toBe(1);
    expect(answers[0]!.code).toBe('not-found');
    const foreign = await refusal(forward({ approval, to: { contact: unknown } }));
    expect(foreign.code).toBe('not-found');
  });

  it('names the colleagues who could answer, and who may let others in', async () => {
    const { approval } = await ask({ sight: 'charges' }, [cast.smith.contact, people.cleo.id]);
    const mine = await cast.sarah.portal.approvals.forwarding.query({ approval });
    expect(mine).toMatchObject({ question: { id: approval }, mayLetIn: true, managers: [] });
    expect(mine.colleagues.map(({ name }) => name)).toEqual(['Dana']);
    expect(mine.colleagues[0]!.email).toBe('dana@smith.test');
    const { approval: open } = await ask();
    const anns = await people.ann.browser.portal.approvals.forwarding.query({ approval: open });
    expect(anns).toMatchObject({ mayLetIn: false, managers: ['Sarah'] });
    expect(anns.colleagues).toContainEqual({ id: people.cleo.id, name: 'Cleo', email: 'c…@smith…' });
    // Neither who may not answer, nor whoever asks.
    for (const nobody of ['Bob', 'Ann']) expect(anns.colleagues.map(({ name }) => name)).not.toContain(nobody);
  });

  it('[abuse 30] proves the colleague’s address before anything is shown: nobody else gets a code for it', async () => {
    const { approval, number, order } = await ask();
    const [mail] = await mailsOf(() => forward({ approval, to: { name: 'Ivy', email: 'ivy@smith.test' } }));
    expect(mail!.text).toContain(`/orders/${number}`);
    const browser = openBrowser(test.platform);
    const looks = [browser.portal.orders.get.query({ number }), browser.portal.approvals.ofOrder.query({ order })];
    for (const look of looks) expect((await refusal(look)).code).toBe('sign-in.needed');
    const stranger = await mailsOf(() => browser.portal.access.start.mutate({ email: 'mallory@other.test' }));
    expect(stranger).toEqual([]);
    const [code] = await mailsOf(() => browser.portal.access.start.mutate({ email: 'ivy@smith.test' }));
    expect(code!.to).toBe('ivy@smith.test');
    await browser.portal.access.verify.mutate({ code: /\b\d{4} ?\d{4}\b/.exec(code!.text)![0] });
    expect(await browser.portal.approvals.ofOrder.query({ order })).toMatchObject([
      { id: approval, values: { what: secret } },
    ]);
    const [ivy] = await contactAt('ivy@smith.test');
    await cast.owner.staff.customers.removeContact.mutate({ customer: cast.smith.id, id: String(ivy!['id']) });
    expect((await refusal(browser.portal.approvals.ofOrder.query({ order }))).code).toBe('sign-in.needed');
    expect(
      await mailsOf(() => openBrowser(test.platform).portal.access.start.mutate({ email: 'ivy@smith.test' })),
    ).toEqual([]);
  });

  it('leaves an unproven address alone after five mails in a day', async () => {
    await cast.owner.staff.customers.addContact.mutate({
      customer: cast.smith.id,
      name: 'Jo',
      email: 'jo@smith.test',
      rights: ['approve'],
    });
    const mails = await mailsOf(async () => {
      for (let count = 0; count < 6; count += 1) {
        const { approval } = await ask();
        await forward({ approval, to: { name: 'Jo', email: 'jo@smith.test' } });
      }
    });
    expect(mails.filter(({ to, subject }) => to === 'jo@smith.test' && subject.startsWith('Sarah asks'))).toHaveLength(
      5,
    );
  });
});

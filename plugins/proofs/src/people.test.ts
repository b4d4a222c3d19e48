import { addDays } from '@docket/sdk/content';
import { stores } from '@docket/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProofShop, refused, type Made, type ProofShop } from './shop.fixture.ts';

const gave = (name: string) => ({ name, isMissing: false });
const owes = (name: string) => ({ name, isMissing: true });

describe.each(stores)('mockups and the people who answer them on %s', { timeout: 60_000 }, (store) => {
  let shop: ProofShop;
  let today: string;
  beforeAll(async () => {
    shop = await openProofShop(store);
    const { asking } = await shop.board(await shop.order());
    today = asking!.today;
  }, 120_000);
  afterAll(() => shop.close());

  /** An order whose mockup is there, and not sent. */
  const ready = async (): Promise<Made> => {
    const made = await shop.order();
    await shop.upload(made);
    return made;
  };
  const sentTo = async (...expected: Parameters<ProofShop['sendTo']> extends [Made, infer E] ? [E] : never) => {
    const made = await ready();
    await shop.sendTo(made, ...expected);
    return made;
  };
  const both = (): readonly string[] => [shop.people.sarah, shop.people.bob];
  const codeOf = async (answered: Response): Promise<string> =>
    answered.ok ? 'taken' : ((await answered.json()) as { code: string }).code;
  const issuesOf = async (calling: Promise<unknown>): Promise<unknown> =>
    ((await refused(calling)).details as { issues: { path: string; code: string }[] }).issues.map(({ path, code }) => [
      path,
      code,
    ]);
  const approvesAs = (made: Made, who: 'sarah' | 'bob') => shop.answer(made, 'approve', { browser: shop[who] });
  /** Lets days go by, for one order. */
  const wait = async ({ id }: Made, days: number): Promise<void> => {
    const { platform, shop: tenant } = shop.test;
    for (const text of [
      'update px_proofs.proof set due = due - $2::int, waits_until = waits_until - $2::int where order_id = $1',
      'update core.approval set due = due - $2::int where order_id = $1',
    ])
      await platform.database.withTenant(tenant).run({ name: `test.${text.slice(7, 18)}`, text, values: [id, days] });
  };

  describe('that several have to approve', () => {
    it('[G-60] [G-62] are approved with the last of them, and not before', async () => {
      const made = await sentTo({ rule: 'all', contacts: both() });
      await approvesAs(made, 'sarah');
      await shop.settle();
      expect(await shop.proof(made)).toMatchObject({
        standing: 'waiting',
        current: {
          answers: [{ choice: 'approve', by: 'Sarah', offline: null }],
          approvers: { rule: 'all', people: [gave('Sarah'), owes('Bob')] },
        },
      });
      expect(await shop.statusOf(made)).toBe('quote');
      expect((await shop.seen(made)).question?.turn).toBe('given');
      expect((await shop.shown(made, shop.bob))?.proofs[0]?.question?.turn).toBe('yours');
      expect((await shop.shown(made, shop.vera))?.proofs[0]?.question?.turn).toBe('others');
      // Of the people customers know the names.
      expect((await shop.seen(made)).current?.approvers?.people.map(({ id }) => id)).toEqual([null, null]);
      await approvesAs(made, 'bob');
      await shop.settle();
      expect(await shop.proof(made)).toMatchObject({
        standing: 'approved',
        current: { approvers: { people: [gave('Sarah'), gave('Bob')] } },
      });
      expect(await shop.statusOf(made)).toBe('art-approved');
    });

    it('[G-60] are asked of all of them, however many of a customer may approve', async () => {
      const { customers } = shop.owner.staff;
      const crowd = await Promise.all(
        Array.from({ length: 22 }, (_, nth) =>
          customers.addContact.mutate({
            customer: shop.smith,
            name: `Colleague ${nth}`,
            email: `nr-${nth}-${store}@smith.test`,
            rights: ['order', 'approve'],
          }),
        ),
      );
      await shop.set({ approvers: 'all' });
      const made = await ready();
      await shop.send(made);
      await shop.set({ approvers: null });
      expect((await shop.proof(made)).current?.approvers?.people).toHaveLength(24);
      for (const { id } of crowd) await customers.removeContact.mutate({ customer: shop.smith, id });
    });

    it('[G-63] go back as soon as one of them wants something else', async () => {
      const made = await sentTo({ rule: 'all', contacts: both() });
      await approvesAs(made, 'sarah');
      await shop.answer(made, 'revise', { browser: shop.bob, reason: 'Larger.' });
      await shop.settle();
      expect(await shop.proof(made)).toMatchObject({
        standing: 'revision',
        current: { answers: [{ by: 'Sarah' }, { by: 'Bob', reason: 'Larger.' }] },
      });
      expect(await shop.followUps()).toMatchObject({ orders: [{ order: made.id, reason: 'Larger.' }] });
    });

    it('are asked of the same people again, each of whom answers anew, by a day as far away', async () => {
      const made = await sentTo({ rule: 'all', contacts: both(), due: addDays(today, 3) });
      await approvesAs(made, 'sarah');
      await wait(made, 1);
      await shop.revise(made, { sizes: { M: '12' } });
      await shop.settle();
      expect(await shop.seen(made)).toMatchObject({
        standing: 'waiting',
        current: {
          version: 2,
          answers: [],
          approvers: { rule: 'all', people: [owes('Sarah'), owes('Bob')] },
          due: addDays(today, 2),
          isOverdue: false,
        },
      });
      await approvesAs(made, 'sarah');
      expect(await shop.proof(made)).toMatchObject({ standing: 'waiting' });
    });

    it('are asked again of the colleague whom one of them asked, and not of whoever asked', async () => {
      const made = await sentTo({ rule: 'any', contacts: [shop.people.sarah] });
      const { id: approval } = (await shop.seen(made)).question!;
      await shop.sarah.portal.approvals.forward.mutate({ approval, to: { contact: shop.people.bob } });
      await shop.revise(made, { sizes: { M: '12' } });
      await shop.settle();
      expect(await shop.proof(made)).toMatchObject({
        standing: 'waiting',
        current: { approvers: { people: [owes('Bob')] } },
      });
    });

    it('are asked of nobody else where they are gone: staff send them again', async () => {
      const made = await sentTo({ rule: 'any', contacts: [shop.people.bob] });
      await shop.mayApprove('bob', false);
      await shop.revise(made, { sizes: { M: '12' } });
      await shop.settle();
      expect(await shop.proof(made)).toMatchObject({
        standing: 'void',
        needs: 'sending',
        current: { voided: { reason: 'proofs.void.nobody' } },
      });
      await shop.mayApprove('bob', true);
    });

    it('are asked of those who are left, all of whom still have to', async () => {
      const made = await sentTo({ rule: 'all', contacts: both() });
      await shop.mayApprove('bob', false);
      await shop.revise(made, { sizes: { M: '12' } });
      await shop.settle();
      expect((await shop.proof(made)).current?.approvers).toEqual({
        rule: 'all',
        people: [{ id: shop.people.sarah, ...owes('Sarah') }],
      });
      await shop.mayApprove('bob', true);
    });
  });

  describe('that are sent', () => {
    it('are refused for nobody, for somebody who may not approve, and by a day that has passed', async () => {
      const made = await ready();
      expect(await issuesOf(shop.sendTo(made, { rule: 'all', due: addDays(today, -1) }))).toEqual([
        ['contacts', 'proofs.nobody-chosen'],
        ['due', 'proofs.due-past'],
      ]);
      await shop.mayApprove('bob', false);
      expect(await issuesOf(shop.sendTo(made, { rule: 'any', contacts: both() }))).toEqual([
        ['contacts', 'proofs.approver-unfit'],
      ]);
      await shop.mayApprove('bob', true);
      expect(await shop.shown(made)).toBeNull();
    });

    it('are sent by those who know their people: whoever neither sends nor writes down answers is told of nobody', async () => {
      const { platform, shop: tenant } = shop.test;
      const reader = {
        name: 'Rita',
        email: 'rita@shop.test',
        role: 'read-only',
        password: 'seven green lamps',
      } as const;
      const id = await platform.seed.staff(tenant, reader);
      const rita = await shop.signedIn({ type: 'staff', id });
      const made = await ready();
      expect(await shop.board(made, rita)).toMatchObject({ proofs: [{ standing: 'ready' }], asking: null });
    });

    it('go to whom the shop has set, for all customers or for one, unless staff say otherwise', async () => {
      await shop.set({ approvers: 'all', answerWithinDays: 5 });
      const made = await ready();
      expect((await shop.board(made)).asking?.usual).toMatchObject({ rule: 'all', due: addDays(today, 5) });
      await shop.send(made);
      expect((await shop.proof(made)).current).toMatchObject({
        approvers: { rule: 'all', people: [owes('Bob'), owes('Sarah')] },
        due: addDays(today, 5),
      });
      await shop.setCustomer({ approvers: 'any', answerWithinDays: 0 });
      const other = await ready();
      await shop.send(other);
      expect((await shop.proof(other)).current).toMatchObject({ approvers: null, due: null });
      await shop.setCustomer({ approvers: null, answerWithinDays: null });
      const third = await sentTo({ rule: 'whoever', due: '' });
      expect((await shop.proof(third)).current).toMatchObject({ approvers: null, due: null });
      await shop.set({ approvers: null, answerWithinDays: null });
    });

    it('are followed up once their day has passed, until they are answered, and silence approves nothing', async () => {
      const made = await sentTo({ due: today });
      const late = async () => (await shop.followUps())?.overdue.find(({ order }) => order === made.id);
      expect(await late()).toBeUndefined();
      expect(await shop.seen(made)).toMatchObject({ current: { isOverdue: false } });
      await wait(made, 1);
      expect(await late()).toMatchObject({
        work: 'Gildan 5000, Black – Left chest',
        due: addDays(today, -1),
        missing: [],
      });
      expect(await shop.seen(made)).toMatchObject({ standing: 'waiting', current: { isOverdue: true } });
      await shop.settle();
      expect(await shop.statusOf(made)).toBe('quote');
      await shop.answer(made, 'approve');
      expect(await late()).toBeUndefined();
      await shop.settle();
      expect(await shop.seen(made)).toMatchObject({ standing: 'approved', current: { isOverdue: false } });
    });

    it('are followed up once for each order, by what waits longest', async () => {
      const made = await shop.order({ prints: ['i1', 'i2'] });
      await shop.upload(made, { work: 'g1.i2', pictures: ['back'] });
      await shop.upload(made);
      await shop.sendTo(made, { due: addDays(today, 1) });
      await shop.sendTo(made, { work: 'g1.i2', due: today });
      await wait(made, 3);
      const late = (await shop.followUps())!.overdue.filter(({ order }) => order === made.id);
      expect(late).toMatchObject([{ due: addDays(today, -3) }]);
    });

    it.each(['withdrawn', 'replaced', 'cancelled'])('are not followed up once they are %s', async (way) => {
      const made = await sentTo({ due: today });
      await wait(made, 2);
      if (way === 'withdrawn') await shop.withdraw(made);
      else if (way === 'replaced') await shop.upload(made, { pictures: ['newer'] });
      else await shop.move(made, 'cancelled');
      await shop.settle();
      expect((await shop.followUps())?.overdue.some(({ order }) => order === made.id) ?? false).toBe(false);
      const { platform, shop: tenant } = shop.test;
      const text = 'select 1 from px_proofs.proof where order_id = $1 and waits_until is not null';
      const noted = await platform.database.withTenant(tenant).run({ name: 'test.noted', text, values: [made.id] });
      expect(noted[0]).toEqual([]);
    });
  });

  describe('that are answered outside of the portal', () => {
    it('[G-60] [G-65] are approved as by the customer, and it is said by whom, how, and who wrote it down', async () => {
      await shop.set({ checklist: ['spelling'] });
      const made = await sentTo({});
      await shop.set({ checklist: null });
      expect(await codeOf(await shop.writeDown(made))).toBe('proofs.unconfirmed');
      expect(await codeOf(await shop.writeDown(made, { typed: { 'ticked[]': 'spelling' } }))).toBe('taken');
      await shop.settle();
      expect(await shop.statusOf(made)).toBe('art-approved');
      const answer = { choice: 'approve', by: 'Sarah', ticked: ['spelling'] };
      const { standing, current } = await shop.proof(made);
      expect(standing).toBe('approved');
      expect(current?.answers).toMatchObject([
        { ...answer, offline: { way: 'phone', writtenBy: 'Robin', evidence: [{ name: 'note.txt' }] } },
      ]);
      const [{ id } = { id: '' }] = current!.answers[0]!.offline!.evidence;
      expect((await shop.owner.fetch(`/files/${id}/note.txt`)).status).toBe(200);
      expect((await shop.sarah.fetch(`/files/${id}/note.txt`)).status).toBe(404);
      const seen = await shop.seen(made);
      expect(seen.current?.answers).toMatchObject([{ ...answer, offline: { writtenBy: '', evidence: [] } }]);
      expect(JSON.stringify(seen)).not.toContain('note.txt');
    });

    it('are the say of one of those who have to, once', async () => {
      const made = await sentTo({ rule: 'all', contacts: both() });
      expect(await codeOf(await shop.writeDown(made, { typed: { contact: '', name: 'Old Mr. Smith' } }))).toBe(
        'proofs.not-asked',
      );
      expect(await codeOf(await shop.writeDown(made))).toBe('taken');
      await shop.settle();
      expect(await shop.proof(made)).toMatchObject({
        standing: 'waiting',
        current: { approvers: { people: [gave('Sarah'), owes('Bob')] } },
      });
      expect(await codeOf(await shop.writeDown(made))).toBe('proofs.not-asked');
      await approvesAs(made, 'bob');
      expect(await shop.proof(made)).toMatchObject({ standing: 'approved' });
    });

    it('[G-63] [G-64] are declined and sent back so, in the words of whoever it was', async () => {
      for (const [choice, standing] of [
        ['decline', 'declined'],
        ['revise', 'revision'],
      ] as const) {
        const made = await sentTo({});
        const typed = { contact: '', name: 'Old Mr. Smith', choice, way: 'paper' };
        expect(await codeOf(await shop.writeDown(made, { typed }))).toBe('proofs.words-missing');
        const reason = 'Not like this.';
        expect(await codeOf(await shop.writeDown(made, { typed: { ...typed, reason }, evidence: ['a', 'b'] }))).toBe(
          'taken',
        );
        await shop.settle();
        expect(await shop.proof(made)).toMatchObject({
          standing,
          current: { answers: [{ by: 'Old Mr. Smith', reason, offline: { way: 'paper' } }] },
        });
        expect((await shop.followUps())?.orders.some(({ order }) => order === made.id)).toBe(true);
      }
    });

    it('are what was on the page, or nothing: as an answer in the portal', async () => {
      const made = await sentTo({});
      const question = (await shop.proof(made)).question!;
      await shop.revise(made, { sizes: { M: '12' } });
      expect(await codeOf(await shop.writeDown(made, { question }))).toBe('proofs.not-open');
      await shop.settle();
      expect(await codeOf(await shop.writeDown(made, { question }))).toBe('proofs.changed');
      const now = (await shop.proof(made)).question!;
      expect(await codeOf(await shop.writeDown(made, { question: { ...now, hash: question.hash } }))).toBe(
        'proofs.changed',
      );
      await shop.answer(made, 'approve');
      expect(await codeOf(await shop.writeDown(made, { question }))).toBe('proofs.not-open');
      expect((await shop.proof(made)).current?.answers).toHaveLength(1);
    });

    it('are not those to what was asked before, though it was the same', async () => {
      const made = await sentTo({});
      const question = (await shop.proof(made)).question!;
      await shop.withdraw(made);
      await shop.send(made);
      expect((await shop.proof(made)).question).toMatchObject({ hash: question.hash });
      expect(await codeOf(await shop.writeDown(made, { question }))).toBe('proofs.changed');
      expect((await shop.proof(made)).current?.answers).toEqual([]);
    });

    it('leave no file behind where they are refused, and are refused without one', async () => {
      const made = await sentTo({});
      expect(await codeOf(await shop.writeDown(made, { typed: { at: '' } }))).toBe('proofs.when-unfit');
      expect(await codeOf(await shop.writeDown(made, { evidence: [] }))).toBe('file.none');
      const { platform, shop: tenant } = shop.test;
      const text = `select name from core.file where order_id = $1 and name = 'note.txt'`;
      const left = await platform.database.withTenant(tenant).run({ name: 'test.left', text, values: [made.id] });
      expect(left[0]).toEqual([]);
    });

    it('are written down by whoever may, and by no customer', async () => {
      const made = await sentTo({});
      expect((await shop.writeDown(made, { browser: shop.sarah })).status).toBe(401);
      expect(await shop.proof(made)).toMatchObject({ standing: 'waiting' });
    });

    it('stay when what was approved holds no more', async () => {
      const made = await sentTo({});
      expect(await codeOf(await shop.writeDown(made))).toBe('taken');
      await shop.settle();
      await shop.upload(made, { pictures: ['newer'] });
      await shop.send(made);
      expect((await shop.proof(made)).earlier[0]).toMatchObject({
        state: 'void',
        answers: [{ choice: 'approve', offline: { evidence: [{ name: 'note.txt' }] } }],
      });
    });

    it('are one answer, however many say it at once', async () => {
      const made = await sentTo({});
      const question = (await shop.proof(made)).question!;
      const said = await Promise.all([
        shop.writeDown(made, { question }).then(codeOf),
        shop.writeDown(made, { question, typed: { choice: 'decline', reason: 'No.' } }).then(codeOf),
        shop.answer(made, 'approve', { question }).then(
          () => 'taken',
          () => 'refused',
        ),
      ]);
      expect(said.filter((code) => code === 'taken')).toHaveLength(1);
      await shop.settle();
      expect((await shop.proof(made)).current?.answers).toHaveLength(1);
    });
  });
});

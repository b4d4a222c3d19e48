import { stores } from '@docket/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProofShop, refused, type Made, type ProofShop } from './shop.fixture.ts';

describe.each(stores)('mockups of an order on %s', { timeout: 60_000 }, (store) => {
  let shop: ProofShop;
  beforeAll(async () => void (shop = await openProofShop(store)), 120_000);
  afterAll(() => shop.close());

  /** An order whose first print waits for its customer. */
  const sent = async (...wanted: Parameters<ProofShop['order']>): Promise<Made> => {
    const made = await shop.order(...wanted);
    await shop.upload(made);
    await shop.send(made);
    return made;
  };
  const approved = async (...wanted: Parameters<ProofShop['order']>): Promise<Made> => {
    const made = await sent(...wanted);
    await shop.answer(made, 'approve');
    await shop.settle();
    return made;
  };
  const revised = async (made: Made, ...wanted: Parameters<ProofShop['order']>): Promise<void> => {
    await shop.revise(made, ...(wanted as [object]));
    await shop.settle();
  };
  const mailsTo = (address: string, made: Made) =>
    shop.test.post.mails.flatMap(({ to, parsed: { subject = '', text = '' } }) =>
      to.includes(address) && `${subject} ${text}`.includes(String(made.number)) ? [{ subject, text }] : [],
    );

  describe('before they are sent', () => {
    it('[G-58] are versions of the pictures of a work, of one or several files at once', async () => {
      const made = await shop.order();
      expect(await shop.proof(made)).toMatchObject({ standing: 'none', needs: 'mockup', canSend: false, mockups: [] });
      expect(await shop.upload(made, { pictures: ['front', 'back'], note: ' With the \u0000 new logo. ' })).toBe(1);
      expect(await shop.upload(made, { pictures: ['larger'] })).toBe(2);
      const { standing, canSend, mockups } = await shop.proof(made);
      expect({ standing, canSend }).toEqual({ standing: 'ready', canSend: true });
      expect(
        mockups.map(({ version, pictures, note, sent: was }) => [version, pictures.map(({ name }) => name), note, was]),
      ).toEqual([
        [2, ['larger.png'], '', false],
        [1, ['front.png', 'back.png'], 'With the  new logo.', false],
      ]);
      expect(mockups[0]?.pictures[0]).toMatchObject({ lack: null });
    });

    it('are seen by no customer, in no byte', async () => {
      const made = await shop.order();
      await shop.upload(made, { pictures: ['secret'] });
      expect(await shop.shown(made)).toBeNull();
      const [{ id, name } = { id: '', name: '' }] = (await shop.proof(made)).mockups[0]!.pictures;
      for (const path of [`/files/${id}/${name}`, `/files/${id}/preview`]) {
        expect((await shop.sarah.fetch(path)).status).toBe(404);
        expect((await shop.owner.fetch(path)).status).toBe(200);
      }
      const { timeline } = await shop.sarah.portal.orders.get.query({ number: made.number });
      expect(JSON.stringify(timeline)).not.toContain('proofs');
      await shop.send(made);
      expect((await shop.sarah.fetch(`/files/${id}/${name}`)).status).toBe(200);
      expect((await shop.tom.fetch(`/files/${id}/${name}`)).status).toBe(404);
    });

    it('[G-66] are refused to be sent where there is none, and it is said for what', async () => {
      const made = await shop.order();
      expect(await refused(shop.send(made))).toMatchObject({
        code: 'proofs.no-mockup',
        params: { work: 'Gildan 5000, Black – Left chest' },
      });
      expect(await refused(shop.send(made, 'g9.i9'))).toMatchObject({ code: 'proofs.unknown', status: 404 });
      const two = await shop.order({ prints: ['i1', 'i2'] });
      await shop.upload(two);
      expect(await refused(shop.send(two, 'g1.i1', 'g1.i2'))).toMatchObject({ code: 'proofs.no-mockup' });
      expect(await shop.shown(two)).toBeNull();
    });

    it('are removed with their files; the one before is the newest then, and no number is given twice', async () => {
      const made = await sent();
      await shop.upload(made, { pictures: ['wrong'] });
      const [{ id } = { id: '' }] = (await shop.proof(made)).mockups[0]!.pictures;
      await shop.remove(made, 2);
      expect((await shop.owner.fetch(`/files/${id}/wrong.png`)).status).toBe(404);
      expect(await shop.proof(made)).toMatchObject({ standing: 'void', needs: 'sending' });
      expect(await refused(shop.remove(made, 1))).toMatchObject({ code: 'proofs.is-sent', status: 409 });
      expect(await refused(shop.remove(made, 2))).toMatchObject({ code: 'proofs.unknown', status: 404 });
      await shop.send(made);
      expect(await shop.proof(made)).toMatchObject({ standing: 'waiting', current: { version: 2, mockup: 1 } });
      expect(await shop.upload(made, { pictures: ['right'] })).toBe(3);
    });

    it('are given for works of the order alone, by whoever may', async () => {
      const made = await shop.order();
      expect((await shop.give(made, { work: 'g7.i1' })).status).toBe(404);
      expect((await shop.give({ ...made, id: crypto.randomUUID() })).status).toBe(404);
      expect((await shop.give(made, { browser: shop.sarah })).status).toBe(401);
      expect((await shop.give(made, { note: 'x'.repeat(4001) })).status).toBe(422);
      expect(await shop.proof(made)).toMatchObject({ standing: 'none' });
    });

    it('are sent as they were seen, and where somebody has chosen', async () => {
      const made = await shop.order();
      await shop.upload(made);
      const calls = { order: made.id, works: ['g1.i1'], sheet: 0 };
      expect(await refused(shop.call('send', calls))).toMatchObject({ code: 'proofs.changed', status: 409 });
      const { sheet } = await shop.board(made);
      expect(await refused(shop.call('send', { order: made.id, sheet }))).toMatchObject({
        code: 'proofs.nothing-to-send',
      });
    });

    it('are sent once, however often their work is named', async () => {
      const made = await shop.order();
      await shop.upload(made);
      await shop.send(made, 'g1.i1', 'g1.i1');
      expect(await shop.seen(made)).toMatchObject({ standing: 'waiting', current: { version: 1 }, earlier: [] });
    });
  });

  describe('that wait for their customer', () => {
    it('[G-58] [G-59] are mailed with a link to the mockup itself, one mail for all that is sent at once', async () => {
      const made = await shop.order({ prints: ['i1', 'i2'] });
      await shop.upload(made);
      await shop.upload(made, { work: 'g1.i2', pictures: ['back'] });
      await shop.send(made, 'g1.i1', 'g1.i2');
      await shop.settle();
      const mails = mailsTo('sarah@smith.test', made);
      const asked = mails.filter(({ text }) => text.includes(`/orders/${made.number}?at=`));
      expect(asked).toHaveLength(1);
      expect(asked[0]?.text).toContain(`http://shop.test/orders/${made.number}?at=proof-g1.i1`);
      expect((await shop.sarah.portal.approvals.count.query({})).open).toBeGreaterThanOrEqual(2);
      expect(await shop.shown(made)).toMatchObject({ proofs: [{ standing: 'waiting' }, { standing: 'waiting' }] });
    });

    it('show all that is agreed to: the work, its pictures, its artwork, the terms, and what is to be confirmed', async () => {
      await shop.set({ terms: 'Colors differ a little.', termsVersion: '2026-06', checklist: ['spelling', 'size'] });
      const made = await shop.orderFrom('A logo.');
      await shop.upload(made, { note: 'Larger, as you asked.' });
      await shop.send(made);
      const proof = await shop.seen(made);
      expect(proof).toMatchObject({
        name: 'Gildan 5000, Black',
        pieces: 24,
        art: [{ name: 'logo.txt' }],
        standing: 'waiting',
        current: {
          version: 1,
          mockup: 1,
          note: 'Larger, as you asked.',
          pictures: [{ name: 'front.png' }],
          state: 'open',
        },
        earlier: [],
        question: {
          terms: { version: '2026-06', text: 'Colors differ a little.' },
          ticks: [
            { id: 'spelling', label: 'proofs.check.spelling' },
            { id: 'size', label: 'proofs.check.size' },
          ],
        },
      });
      expect(proof.spec.map(({ label }) => label)).toContain('garment.work.pieces');
      // What is asked later does not change what was asked.
      await shop.set({ terms: null, termsVersion: null, checklist: null });
      expect((await shop.seen(made)).question?.hash).toBe(proof.question?.hash);
      expect(await refused(shop.answer(made, 'approve', { ticked: ['spelling'] }))).toMatchObject({
        code: 'approval.ticks-missing',
      });
      await shop.answer(made, 'approve', { ticked: ['spelling', 'size'] });
      expect((await shop.seen(made)).current?.answers).toMatchObject([{ ticked: ['spelling', 'size'], by: 'Sarah' }]);
    });

    it('are read by every contact of the customer, answered by those who may, and there for nobody else', async () => {
      const made = await sent();
      const proof = await shop.shown(made, shop.vera);
      expect(proof).toMatchObject({ proofs: [{ standing: 'waiting' }] });
      const question = proof!.proofs[0]!.question!;
      expect(await refused(shop.answer(made, 'approve', { question, browser: shop.vera }))).toMatchObject({
        code: 'right.missing',
        status: 403,
      });
      expect(await refused(shop.shown(made, shop.tom))).toMatchObject({ status: 404 });
      expect(await refused(shop.answer(made, 'approve', { question, browser: shop.tom }))).toMatchObject({
        status: 404,
      });
      expect(await refused(shop.board(made, shop.sarah))).toMatchObject({ status: 401 });
    });

    it('are asked about once', async () => {
      const made = await sent();
      expect(await refused(shop.send(made))).toMatchObject({ code: 'proofs.asked-already', status: 409 });
    });

    it('are void as soon as there is a newer one, also for whoever has the older one open', async () => {
      const made = await sent();
      const { question } = await shop.seen(made);
      await shop.upload(made, { pictures: ['newer'] });
      const proof = await shop.seen(made);
      expect(proof).toMatchObject({
        standing: 'void',
        question: null,
        current: { voided: { reason: 'proofs.void.mockup' } },
      });
      expect(JSON.stringify(proof)).not.toContain('newer');
      expect(await refused(shop.answer(made, 'approve', { question: question! }))).toMatchObject({
        code: 'approval.void',
      });
      await shop.send(made);
      expect(await refused(shop.answer(made, 'approve', { question: question! }))).toMatchObject({
        code: 'approval.changed',
      });
      expect(await shop.seen(made)).toMatchObject({ standing: 'waiting', current: { version: 2, mockup: 2 } });
    });

    it('are withdrawn with a reason that the customer reads, and may be sent again', async () => {
      const made = await sent();
      expect(await refused(shop.withdraw(made, ' '))).toMatchObject({
        code: 'proofs.invalid',
        details: { issues: [{ path: 'reason', code: 'proofs.reason-missing' }] },
      });
      await shop.withdraw(made, 'That was the old logo.');
      expect(await shop.seen(made)).toMatchObject({
        standing: 'void',
        question: null,
        current: { voided: { reason: 'proofs.void.withdrawn', words: 'That was the old logo.' } },
      });
      expect(await refused(shop.withdraw(made))).toMatchObject({ code: 'proofs.not-open', status: 409 });
      await shop.send(made);
      expect(await shop.seen(made)).toMatchObject({ standing: 'waiting', earlier: [{ version: 1, state: 'void' }] });
    });
  });

  it('are withdrawn and removed as they were seen', async () => {
    const made = await sent();
    const { sheet } = await shop.board(made);
    await shop.upload(made, { pictures: ['newer'] });
    const seen = { order: made.id, work: 'g1.i1', sheet };
    for (const [does, more] of [
      ['withdraw', { reason: 'The wrong file.' }],
      ['removeMockup', { version: 2 }],
    ] as const)
      expect(await refused(shop.call(does, { ...seen, ...more }))).toMatchObject({
        code: 'proofs.changed',
        status: 409,
      });
    expect((await shop.proof(made)).mockups).toHaveLength(2);
  });

  it('[G-59] of two prints of one garment are told apart by their places: in the mail, in lists, in history and in the audit', async () => {
    await shop.owner.staff.notices.choose.mutate({ choices: { 'approval.decided': 'both' } });
    const made = await shop.order({ prints: ['i1', 'i2'] });
    await shop.upload(made);
    await shop.upload(made, { work: 'g1.i2', pictures: ['back'] });
    await shop.send(made, 'g1.i1', 'g1.i2');
    await shop.settle();
    const [chest, back] = ['Left chest', 'Back'].map((place) => `Mockup of Gildan 5000, Black – ${place}`);
    const asking = mailsTo('sarah@smith.test', made).find(({ subject }) => subject.startsWith('Your answer is needed'));
    expect(asking?.text).toContain(`What: ${chest}; ${back}`);
    await shop.answer(made, 'approve', { work: 'g1.i2' });
    await shop.settle();
    expect(mailsTo('robin@shop.test', made)).toMatchObject([{ text: expect.stringContaining(`What: ${back}`) }]);

    const places = [(await shop.seen(made)).place, (await shop.seen(made, 'g1.i2')).place];
    const open = (await shop.sarah.portal.approvals.open.query({})).rows.find((one) => one.order === made.id);
    const asked = await shop.owner.staff.approvals.ofOrder.query({ order: made.id });
    const { timeline } = await shop.sarah.portal.orders.get.query({ number: made.number });
    const audit = await shop.owner.staff.audit.list.query({ action: 'approvals.decide', subject: made.id });
    expect(open).toMatchObject({ apart: places[0] });
    expect(asked.map(({ state, apart }) => [state, apart])).toEqual([
      ['approved', places[1]],
      ['open', places[0]],
    ]);
    expect(timeline.find(({ type }) => type === 'approval.approved')).toMatchObject({ data: { apart: places[1] } });
    expect(audit.rows).toMatchObject([{ after: { question: { apart: places[1] } } }]);
    expect(new Set(places.map((place) => JSON.stringify(place))).size).toBe(2);
  });

  describe('that are answered', () => {
    it('[G-60] [G-62] bring the order to Art Approved once all of its works are, and production opens', async () => {
      const made = await shop.order({ prints: ['i1', 'i2'] });
      await shop.upload(made);
      await shop.upload(made, { work: 'g1.i2', pictures: ['back'] });
      await shop.send(made, 'g1.i1', 'g1.i2');
      await shop.answer(made, 'approve');
      await shop.settle();
      expect(await shop.statusOf(made)).toBe('quote');
      await shop.answer(made, 'approve', { work: 'g1.i2', reason: 'With a full stop, please.' });
      await shop.settle();
      expect(await shop.statusOf(made)).toBe('art-approved');
      expect(await shop.board(made)).toMatchObject({ allApproved: true });
      await shop.move(made, 'production');
      expect(await shop.statusOf(made)).toBe('production');
    });

    it('[G-65] keep production closed before, and the record says who approved what, and when', async () => {
      const made = await sent();
      await shop.move(made, 'art-approved');
      expect(await refused(shop.move(made, 'production'))).toMatchObject({
        code: 'status.not-possible',
        details: {
          issues: [{ code: 'proofs.not-approved', params: { count: 1, work: 'Gildan 5000, Black – Left chest' } }],
        },
      });
      const before = new Date().toISOString();
      await shop.answer(made, 'approve');
      const [record] = await shop.owner.staff.approvals.ofOrder.query({ order: made.id });
      expect(record).toMatchObject({
        state: 'approved',
        title: 'proofs.question',
        decided: { by: { type: 'contact', name: 'Sarah' }, decision: { choice: 'approve' } },
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(record!.decided!.at >= before).toBe(true);
      expect(record!.lines.map(({ label }) => label)).toContain('proofs.line.mockup');
      await shop.move(made, 'production');
    });

    it('[G-60] [G-63] keep what is to be revised with the order; the next one is another round, and earlier ones stay', async () => {
      const made = await sent();
      expect(await refused(shop.answer(made, 'revise'))).toMatchObject({ status: 422 });
      await shop.answer(made, 'revise', { reason: 'Lakeview is one word.' });
      await shop.settle();
      expect(await shop.proof(made)).toMatchObject({
        standing: 'revision',
        needs: 'new-mockup',
        current: { answers: [{ choice: 'revise', by: 'Sarah', reason: 'Lakeview is one word.' }] },
      });
      expect(await refused(shop.send(made))).toMatchObject({ code: 'proofs.needs-new' });
      await shop.upload(made, { pictures: ['one-word'] });
      // The customer still reads what it said, and nothing of what is not sent.
      expect(await shop.seen(made)).toMatchObject({ standing: 'revision', current: { version: 1 } });
      await shop.send(made);
      await shop.answer(made, 'revise', { reason: 'Larger.' });
      await shop.upload(made, { pictures: ['larger'] });
      await shop.send(made);
      expect(await shop.seen(made)).toMatchObject({
        standing: 'waiting',
        current: { version: 3, mockup: 3 },
        earlier: [
          {
            version: 2,
            mockup: 2,
            pictures: [{ name: 'one-word.png' }],
            state: 'revision',
            answers: [{ reason: 'Larger.' }],
          },
          { version: 1, mockup: 1, pictures: [{ name: 'front.png' }], state: 'revision' },
        ],
      });
    });

    it('[G-61] are told to the shop at once, whichever answer it was', async () => {
      await shop.owner.staff.notices.choose.mutate({ choices: { 'approval.decided': 'both' } });
      const told = { approve: 'approval.approved', revise: 'approval.revision', decline: 'approval.declined' } as const;
      for (const choice of ['approve', 'revise', 'decline'] as const) {
        const made = await sent();
        await shop.answer(made, choice, choice === 'approve' ? {} : { reason: 'Not so.' });
        await shop.settle();
        const { rows } = await shop.owner.staff.notices.bell.query({});
        expect(rows.filter(({ number }) => number === made.number).map(({ type }) => type)).toContain(told[choice]);
        expect(mailsTo('robin@shop.test', made)).toHaveLength(1);
      }
    });

    it('[G-64] [D-7] are followed up where somebody declined: staff cancel, or send another one', async () => {
      const made = await sent();
      await shop.answer(made, 'decline', { reason: 'We order elsewhere.' });
      await shop.settle();
      expect(await shop.proof(made)).toMatchObject({ standing: 'declined', needs: 'new-mockup' });
      expect((await shop.followUps())?.orders[0]).toMatchObject({
        order: made.id,
        number: made.number,
        work: 'Gildan 5000, Black – Left chest',
        choice: 'decline',
        reason: 'We order elsewhere.',
      });
      await shop.move(made, 'art-approved');
      expect(await refused(shop.move(made, 'production'))).toMatchObject({ code: 'status.not-possible' });
      const follows = async () => (await shop.followUps())?.orders.some(({ order }) => order === made.id) ?? false;
      await shop.move(made, 'cancelled');
      await shop.settle();
      expect(await follows()).toBe(false);
      await shop.move(made, 'quote');
      await shop.settle();
      expect(await follows()).toBe(true);
      await shop.upload(made, { pictures: ['another'] });
      await shop.send(made);
      expect(await follows()).toBe(false);
    });

    it('[D-7] are followed up until the newer mockup is sent: one that lies in a drawer is no answer', async () => {
      const made = await sent();
      const row = async () => (await shop.followUps())?.orders.find(({ order }) => order === made.id);
      await shop.answer(made, 'revise', { reason: 'Larger.' });
      await shop.settle();
      expect(await row()).toMatchObject({ draft: null, place: 'proof-g1.i1' });
      await shop.upload(made, { pictures: ['larger'] });
      expect(await row()).toMatchObject({ choice: 'revise', reason: 'Larger.', draft: 2 });
      await shop.settle();
      expect(await row()).toMatchObject({ draft: 2 });
      await shop.remove(made, 2);
      expect(await row()).toMatchObject({ draft: null });
      await shop.upload(made, { pictures: ['larger'] });
      await shop.send(made);
      expect(await row()).toBeUndefined();
    });

    it('[D-7] are followed up once for each order, by what its customer said last', async () => {
      const made = await shop.order({ prints: ['i1', 'i2'] });
      await shop.upload(made);
      await shop.upload(made, { work: 'g1.i2', pictures: ['back'] });
      await shop.send(made, 'g1.i1', 'g1.i2');
      await shop.answer(made, 'decline', { work: 'g1.i2', reason: 'No back.' });
      await shop.answer(made, 'revise', { reason: 'Larger.' });
      await shop.settle();
      const ofOrder = (await shop.followUps())!.orders.filter(({ order }) => order === made.id);
      expect(ofOrder).toMatchObject([{ choice: 'revise', reason: 'Larger.' }]);
    });

    it('hold no more with a newer mockup, and production is closed again', async () => {
      const made = await approved();
      await shop.upload(made, { pictures: ['after-all'] });
      expect(await shop.proof(made)).toMatchObject({ standing: 'ready' });
      expect(await refused(shop.move(made, 'production'))).toMatchObject({ code: 'status.not-possible' });
    });
  });

  describe('of an order that changes', () => {
    it.each(['open', 'approved'])(
      'are asked anew with the same pictures while they look the same (%s)',
      async (state) => {
        const made = state === 'open' ? await sent() : await approved();
        await revised(made, { sizes: { M: '12', L: '12' } });
        expect(await shop.seen(made)).toMatchObject({
          standing: 'waiting',
          current: { version: 2, mockup: 1 },
          earlier: [{ version: 1, state: 'void', voided: { reason: 'proofs.void.spec' } }],
        });
        if (state === 'approved')
          expect(await refused(shop.move(made, 'production'))).toMatchObject({ code: 'status.not-possible' });
        await shop.answer(made, 'approve');
        await shop.settle();
        await shop.move(made, 'production');
      },
    );

    it('hold no more once they look otherwise: another mockup is needed', async () => {
      const made = await approved();
      await revised(made, { colorway: 'Red' });
      expect(await shop.proof(made)).toMatchObject({
        standing: 'void',
        needs: 'new-mockup',
        current: { voided: { reason: 'proofs.void.looks' } },
      });
      expect(await refused(shop.send(made))).toMatchObject({ code: 'proofs.needs-new' });
      // Back to what it was, it may be asked once more.
      await revised(made, {});
      expect(await shop.proof(made)).toMatchObject({ standing: 'void', needs: 'sending' });
    });

    it('[G-65] hold no more once they are made from other artwork: another mockup is needed', async () => {
      const made = await shop.orderFrom('A logo.');
      await shop.upload(made);
      await shop.send(made);
      await shop.answer(made, 'approve');
      await shop.settle();
      await shop.revise(made, { files: [] });
      expect(await refused(shop.move(made, 'production'))).toMatchObject({ code: 'status.not-possible' });
      await shop.settle();
      expect(await shop.proof(made)).toMatchObject({
        standing: 'void',
        needs: 'new-mockup',
        current: { voided: { reason: 'proofs.void.looks' } },
      });
    });

    it('are void of what is not made any more, and what is left is enough', async () => {
      const made = await shop.order({ prints: ['i1', 'i2'] });
      await shop.upload(made);
      await shop.upload(made, { work: 'g1.i2', pictures: ['back'] });
      await shop.send(made, 'g1.i1', 'g1.i2');
      await shop.answer(made, 'approve');
      await shop.settle();
      await revised(made, { prints: ['i1'] });
      expect((await shop.board(made)).proofs.map(({ work }) => work)).toEqual(['g1.i1']);
      const gone = (await shop.owner.staff.approvals.ofOrder.query({ order: made.id })).find(
        ({ state }) => state === 'void',
      );
      expect(gone?.voided?.reason).toBe('proofs.void.gone');
      const { timeline } = await shop.sarah.portal.orders.get.query({ number: made.number });
      expect(timeline.find(({ type }) => type === 'proofs.voided')).toMatchObject({
        data: { title: 'Gildan 5000, Black – Back' },
      });
      expect(await shop.statusOf(made)).toBe('art-approved');
    });

    it('end where their picture is not there any more, and can be removed and replaced', async () => {
      const made = await sent();
      await shop.upload(made, { pictures: ['unsent'] });
      const [unsent, first] = (await shop.proof(made)).mockups;
      await shop.withoutFile(unsent!.pictures[0]!.id);
      await shop.remove(made, unsent!.version);
      await shop.send(made);
      await shop.withoutFile(first!.pictures[0]!.id);
      await revised(made, { note: 'Fold them.' });
      expect(await shop.seen(made)).toMatchObject({
        standing: 'void',
        question: null,
        current: { voided: { reason: 'proofs.void.lost' } },
      });
      expect(await refused(shop.send(made))).toMatchObject({ code: 'proofs.blocked' });
      await shop.upload(made, { pictures: ['found'] });
      await shop.send(made);
      expect(await shop.seen(made)).toMatchObject({ standing: 'waiting' });
    });

    it('are left alone while nobody offers its kind', async () => {
      const made = await approved();
      const { order } = await shop.owner.staff.orders.get.query({ number: made.number });
      const content = { ...(order.content as object), notes: 'Call first.' };
      await shop.owner.staff.orders.revise.mutate({ number: made.number, base: order.version, content });
      await shop.owner.staff.plugins.switch.mutate({ plugin: 'garment-orders', active: false });
      await shop.settle();
      await shop.owner.staff.plugins.switch.mutate({ plugin: 'garment-orders', active: true });
      expect(await shop.proof(made)).toMatchObject({ standing: 'approved', current: { version: 1 } });
    });

    it('are left alone by what concerns no work', async () => {
      const made = await approved();
      const { order } = await shop.owner.staff.orders.get.query({ number: made.number });
      const content = { ...(order.content as object), notes: 'Call first.' };
      await shop.owner.staff.orders.revise.mutate({ number: made.number, base: order.version, content });
      await shop.settle();
      expect(await shop.proof(made)).toMatchObject({ standing: 'approved', current: { version: 1 } });
    });

    it('are not asked about any more once it is called off, and what was approved stays on record', async () => {
      const [waiting, done] = [await sent(), await approved()];
      for (const made of [waiting, done]) {
        await shop.move(made, 'cancelled');
        await shop.settle();
      }
      expect(await shop.seen(waiting)).toMatchObject({ current: { voided: { reason: 'proofs.void.cancelled' } } });
      expect(await shop.seen(done)).toMatchObject({ standing: 'approved' });
      expect(await refused(shop.send(waiting))).toMatchObject({ code: 'proofs.over', status: 409 });
    });

    it.each(['cancelled', 'delivered'])(
      '[G-65] take no new one once it is %s: what was approved stays so',
      async (status) => {
        const made = await approved();
        for (const to of status === 'cancelled' ? [status] : ['production', 'ready', status]) await shop.move(made, to);
        await shop.settle();
        const { sheet } = await shop.board(made);
        expect((await shop.give(made, { pictures: ['late'] })).status).toBe(409);
        const composing = shop.call('compose', { order: made.id, works: ['g1.i1'], sheet });
        expect(await refused(composing)).toMatchObject({ code: 'proofs.over' });
        await shop.settle();
        expect(await shop.board(made)).toMatchObject({ over: true, allApproved: true, sheet });
        expect(await shop.seen(made)).toMatchObject({ standing: 'approved', current: { state: 'approved' } });
      },
    );

    it('are not approved in the moment before they are asked anew', async () => {
      const made = await sent();
      const { question } = await shop.seen(made);
      await shop.revise(made, { sizes: { M: '1' } });
      expect(await refused(shop.answer(made, 'approve', { question: question! }))).toMatchObject({
        code: 'approval.refused',
        details: { issues: [{ code: 'proofs.not-current' }] },
      });
      expect(await shop.seen(made)).toMatchObject({ standing: 'void', question: null });
      await shop.settle();
      expect(await shop.seen(made)).toMatchObject({ standing: 'waiting', current: { version: 2 } });
    });
  });

  it('are approved with artwork that is still looked at, and asked anew when it turns out to be blocked', async () => {
    const made = await shop.orderFrom('A logo.');
    await shop.upload(made);
    await shop.send(made);
    await shop.answer(made, 'approve');
    const [art] = (await shop.seen(made)).art;
    const becomes = async (state: string): Promise<unknown> => {
      const { platform, shop: tenant } = shop.test;
      const text = 'update core.file set state = $2 where id = $1';
      await platform.database.withTenant(tenant).run({ name: 'test.becomes', text, values: [art!.id, state] });
      return (await shop.proof(made)).standing;
    };
    expect(await becomes('pending')).toBe('approved');
    expect(await becomes('blocked')).not.toBe('approved');
  });

  it('are not sent where there is no picture of them', async () => {
    const made = await shop.order();
    await shop.upload(made, { file: new File(['As last year.'], 'proof.txt', { type: 'text/plain' }) });
    expect(await refused(shop.send(made))).toMatchObject({ code: 'proofs.not-drawn', status: 409 });
    expect(await shop.shown(made)).toBeNull();
  });

  it.each([
    ['is lost', 'delete from core.file where id = $1', 'proofs.blocked', 'gone'],
    ['is still looked at', `update core.file set state = 'pending' where id = $1`, 'proofs.still-looking', 'looking'],
    ['is blocked', `update core.file set state = 'blocked' where id = $1`, 'proofs.blocked', 'blocked'],
    ['cannot be drawn', `update core.file set facts = facts - 'preview' where id = $1`, 'proofs.not-drawn', 'undrawn'],
  ])('are neither sent nor offered for it where one of several pictures %s', async (_, text, code, lack) => {
    const made = await shop.order();
    await shop.upload(made, { pictures: ['front', 'back'] });
    const [, back] = (await shop.proof(made)).mockups[0]!.pictures;
    const { platform, shop: tenant } = shop.test;
    await platform.database.withTenant(tenant).run({ name: `test.${lack}`, text, values: [back!.id] });
    expect(await shop.proof(made)).toMatchObject({ needs: 'sending', canSend: false, lack });
    expect(await refused(shop.send(made))).toMatchObject({ code, status: 409 });
    expect(await shop.shown(made)).toBeNull();
  });

  it('are approved once, however often it is said at the same moment', async () => {
    const made = await sent();
    const question = (await shop.seen(made)).question!;
    const outcome = (choice: 'approve' | 'decline') =>
      shop.answer(made, choice, { question, ...(choice === 'decline' ? { reason: 'Not so.' } : {}) }).then(
        () => choice,
        () => 'refused' as const,
      );
    const said = await Promise.all([outcome('approve'), outcome('decline'), outcome('approve')]);
    await shop.settle();
    const { standing } = await shop.proof(made);
    const isApproved = said.includes('approve');
    expect(said.includes('decline')).toBe(!isApproved);
    expect(standing).toBe(isApproved ? 'approved' : 'declined');
    expect(await shop.statusOf(made)).toBe(isApproved ? 'art-approved' : 'quote');
    expect((await shop.followUps())?.orders.some(({ order }) => order === made.id) ?? false).toBe(!isApproved);
  });

  it('are approved in two tabs: one answer, one line of history, one notice, and one move', async () => {
    await shop.owner.staff.notices.choose.mutate({ choices: { 'approval.decided': 'both' } });
    const made = await sent();
    const question = (await shop.seen(made)).question!;
    await Promise.all([1, 2].map(() => shop.answer(made, 'approve', { question })));
    await shop.answer(made, 'approve', { question });
    await shop.settle();
    expect(await shop.proof(made)).toMatchObject({ standing: 'approved', earlier: [] });
    const { timeline } = await shop.owner.staff.orders.get.query({ number: made.number });
    const lines = (type: string) => timeline.filter((line) => line.type === type);
    expect([lines('approval.approved'), lines('status')].map(({ length }) => length)).toEqual([1, 1]);
    const { rows } = await shop.owner.staff.notices.bell.query({});
    expect(rows.filter(({ number, type }) => number === made.number && type === 'approval.approved')).toHaveLength(1);
    expect(mailsTo('robin@shop.test', made)).toHaveLength(1);
  });

  it('are moved on once, also where their answer is told twice', async () => {
    const made = await approved();
    await shop.move(made, 'goods');
    expect(await shop.tellAgain(made, 'approval.decided')).toBeGreaterThan(0);
    await shop.settle();
    expect(await shop.statusOf(made)).toBe('goods');
    expect(await shop.proof(made)).toMatchObject({ standing: 'approved', current: { version: 1 } });
  });

  it('are there for nobody who was removed after the mail: nothing is shown, and no answer taken', async () => {
    const { customers } = shop.owner.staff;
    const nina = { name: 'Nina', email: `nina-${store}@smith.test` };
    const { id } = await customers.addContact.mutate({ customer: shop.smith, ...nina });
    const browser = await shop.signedIn({ type: 'contact', id });
    const made = await sent();
    await shop.settle();
    expect(mailsTo(nina.email, made)).toHaveLength(1);
    const { question, current } = (await shop.shown(made, browser))!.proofs[0]!;
    const picture = `/files/${current!.pictures[0]!.id}/preview`;
    expect((await browser.fetch(picture)).status).toBe(200);

    await customers.removeContact.mutate({ customer: shop.smith, id });
    const gone = { code: 'sign-in.needed', status: 401 };
    expect(await refused(browser.portal.orders.get.query({ number: made.number }))).toMatchObject(gone);
    expect(await refused(shop.shown(made, browser))).toMatchObject(gone);
    expect(await refused(shop.answer(made, 'approve', { question: question!, browser }))).toMatchObject(gone);
    expect((await browser.fetch(picture)).status).toBe(404);
    await browser.portal.access.start.mutate({ email: nina.email });
    await shop.settle();
    expect(shop.test.post.mails.filter(({ to }) => to.includes(nina.email))).toHaveLength(1);
    expect(await shop.seen(made)).toMatchObject({ standing: 'waiting' });
  });

  it('are withdrawn or approved where both are said at the same moment, and never both', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const made = await sent();
      const question = (await shop.seen(made)).question!;
      const [withdrawn, answered] = await Promise.allSettled([
        shop.withdraw(made),
        shop.answer(made, 'approve', { question }),
      ]);
      expect([withdrawn.status, answered.status].toSorted()).toEqual(['fulfilled', 'rejected']);
      const isApproved = answered.status === 'fulfilled';
      expect(await shop.seen(made)).toMatchObject({
        standing: isApproved ? 'approved' : 'void',
        current: { answers: isApproved ? [{ choice: 'approve' }] : [] },
      });
    }
  });

  it('are there for their own order alone', async () => {
    const [made, other] = [await shop.order(), await shop.order()];
    await shop.upload(made);
    expect(await refused(shop.remove(other, 1))).toMatchObject({ code: 'proofs.unknown' });
    expect((await shop.proof(made)).mockups).toHaveLength(1);
  });

  describe('where the shop', () => {
    it('asks for no approval, hold nothing up: of all customers, or of one', async () => {
      await shop.setCustomer({ required: false });
      const made = await sent();
      expect(await shop.board(made)).toMatchObject({ required: false, allApproved: false });
      await shop.move(made, 'art-approved');
      await shop.move(made, 'production');
      await shop.setCustomer({ required: null });
      expect(await shop.board(made)).toMatchObject({ required: true });
    });

    it('moves an order on once it is approved, move it once: where staff take it then is theirs', async () => {
      const made = await approved();
      expect(await shop.statusOf(made)).toBe('art-approved');
      await shop.move(made, 'goods');
      const { order } = await shop.owner.staff.orders.get.query({ number: made.number });
      const content = { ...(order.content as object), reference: 'PO 4711' };
      await shop.owner.staff.orders.revise.mutate({ number: made.number, base: order.version, content });
      await shop.settle();
      expect(await shop.proof(made)).toMatchObject({ standing: 'approved' });
      expect(await shop.statusOf(made)).toBe('goods');
      // What is asked anew, and approved once more, is another approval.
      await revised(made, { note: 'Fold them.' });
      await shop.answer(made, 'approve');
      await shop.settle();
      expect(await shop.statusOf(made)).toBe('art-approved');
    });

    it('moves nothing on by itself, stay where they are', async () => {
      await shop.set({ approvedStatus: '' });
      expect(await shop.statusOf(await approved())).toBe('quote');
      await shop.set({ approvedStatus: null });
    });

    it('has moved it there by hand, do not move it again', async () => {
      const made = await sent();
      await shop.move(made, 'art-approved');
      await shop.answer(made, 'approve');
      await shop.settle();
      await shop.move(made, 'goods');
      expect(await shop.tellAgain(made, 'approval.decided')).toBeGreaterThan(0);
      await shop.settle();
      expect(await shop.statusOf(made)).toBe('goods');
    });

    it('is where no way leads on, move nothing on, also not on another day', async () => {
      const made = await sent();
      for (const to of ['art-approved', 'goods', 'pre-press']) await shop.move(made, to);
      await shop.answer(made, 'approve');
      await shop.settle();
      expect(await shop.statusOf(made)).toBe('pre-press');
      await shop.move(made, 'goods');
      const { order } = await shop.owner.staff.orders.get.query({ number: made.number });
      const content = { ...(order.content as object), reference: 'PO 4711' };
      await shop.owner.staff.orders.revise.mutate({ number: made.number, base: order.version, content });
      await shop.settle();
      expect(await shop.statusOf(made)).toBe('goods');
    });

    it('has put it on hold, move nothing on: it goes on where staff take it', async () => {
      const made = await sent();
      await shop.move(made, 'on-hold');
      await shop.answer(made, 'approve');
      await shop.settle();
      expect(await shop.proof(made)).toMatchObject({ standing: 'approved' });
      expect(await shop.statusOf(made)).toBe('on-hold');
    });

    it('guards no stage, hold nothing up', async () => {
      await shop.set({ guardedStages: [] });
      const made = await sent();
      await shop.move(made, 'art-approved');
      await shop.move(made, 'production');
      expect(await shop.statusOf(made)).toBe('production');
      await shop.set({ guardedStages: null });
    });

    it('has begun, keep nothing from going on: it is being made already', async () => {
      const made = await approved();
      await shop.move(made, 'production');
      await revised(made, { note: 'Fold them.' });
      expect(await shop.proof(made)).toMatchObject({ standing: 'waiting' });
      await shop.move(made, 'finishing');
      expect(await shop.statusOf(made)).toBe('finishing');
    });

    it('is further already, move nothing back', async () => {
      const made = await approved();
      await shop.move(made, 'production');
      await revised(made, { note: 'Fold them.' });
      await shop.answer(made, 'approve');
      await shop.settle();
      expect(await shop.statusOf(made)).toBe('production');
    });
  });

  it('are kept as one, however many people write at once', async () => {
    const made = await shop.order();
    await Promise.all(['a', 'b', 'c'].map((picture) => shop.give(made, { pictures: [picture] })));
    await shop.settle();
    const { mockups } = await shop.proof(made);
    expect(mockups.map(({ version }) => version)).toEqual([3, 2, 1]);
    const sheet = (await shop.board(made)).sheet;
    const sending = () =>
      shop.call('send', { order: made.id, works: ['g1.i1'], sheet }).then(
        () => 'sent',
        () => 'refused',
      );
    expect((await Promise.all([sending(), sending()])).toSorted()).toEqual(['refused', 'sent']);
  });

  it('are gone with their shop, and with nothing less', async () => {
    const { platform, shop: id } = shop.test;
    const made = await sent();
    await shop.owner.staff.plugins.switch.mutate({ plugin: 'proofs', active: false });
    expect(await refused(shop.board(made))).toMatchObject({ status: 404 });
    await shop.owner.staff.plugins.switch.mutate({ plugin: 'proofs', active: true });
    expect(await shop.proof(made)).toMatchObject({ standing: 'waiting' });
    await platform.seed.erase(id);
    const text = 'select count(*)::int as left from px_proofs.proof';
    expect((await platform.database.withTenant(id).run({ name: 'test.left', text, values: [] }))[0]).toEqual([
      { left: 0 },
    ]);
  });
});

import { readdir } from 'node:fs/promises';
import { pluginCaller } from '@docket/sdk/client';
import { dumpOf, stores, type TestBrowser } from '@docket/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProofsApi } from './server.ts';
import { blackPng, openProofShop, typed, type Made, type ProofShop, type Wanted } from './shop.fixture.ts';

type Row = Readonly<Record<string, unknown>>;

describe.each(stores)('what is kept of mockups when somebody is erased on %s', { timeout: 60_000 }, (store) => {
  let shop: ProofShop;
  /** Of Sarah, of her colleague, twice, and of another customer. */
  let made: Readonly<Record<'sarahs' | 'bobs' | 'called' | 'toms', Made>>;
  beforeAll(async () => {
    shop = await openProofShop(store);
    const hers = { colorway: 'Sarah blue', note: 'Ask Sarah.' };
    made = {
      sarahs: await orderBy(shop.sarah, hers),
      bobs: await orderBy(shop.bob),
      called: await orderBy(shop.bob),
      toms: await orderBy(shop.tom),
    };
    await live(made.sarahs);
    await agreed(made.bobs, shop.bob, 'Like the one of Sarah.');
    await agreed(made.toms, shop.tom, 'Like the one before.');
    await called(made.called);
    // Words of the order, which staff and customers write as they like.
    await rows(`update px_proofs.proof set art = '[{"id":"a","name":"For Sarah.ai","sha256":"b"}]',
      place = '{"type":"text","text":"Where Sarah pointed"}', design = '[{"label":"ink","value":{"type":"text","text":"Sarah red"}}]'
      returning order_id`);
    for (const one of Object.values(made)) await shop.move(one, 'cancelled');
    await shop.settle();
  }, 120_000);
  afterAll(() => shop.close());

  const orderBy = (who: TestBrowser, wanted?: Wanted): Promise<Made> => orderOf(shop, who, wanted);
  const give = (order: Made) =>
    shop.upload(order, { file: blackPng('Sarah smiles.png', 8), note: 'As Sarah wished, and Bob, and Tom.' });
  async function noted(order: Made, browser: TestBrowser, version: number, text: string): Promise<void> {
    const { pictures } = (await shop.shown(order, browser))!.proofs[0]!.current!;
    const note = { order: order.id, work: 'g1.i1', version, text, picture: pictures[0]!.id };
    await pluginCaller<ProofsApi>(browser.portal as never, 'proofs').mutate('pin', note as never);
  }
  const question = async (order: Made, browser: TestBrowser) =>
    (await shop.shown(order, browser))!.proofs[0]!.question!;

  /** Three rounds: sent back, taken back, and agreed to by telephone. */
  async function live(order: Made): Promise<void> {
    await give(order);
    await shop.send(order);
    await noted(order, shop.sarah, 1, 'Sarah says: smaller');
    await noted(order, shop.bob, 1, 'Ask SARAH (sarah@smith.test)');
    await shop.answer(order, 'revise', { reason: 'Smaller, says Sarah.' });
    await give(order);
    await shop.send(order);
    await shop.withdraw(order, 'Sarah sent the wrong file.');
    await give(order);
    await shop.send(order);
    const said = { choice: 'approve', reason: 'Sarah was glad.' };
    expect((await shop.writeDown(order, { typed: said, evidence: ['Call of Sarah.txt'] })).status).toBe(200);
  }
  /** Agreed to by somebody whom the shop knows by name alone. */
  async function called(order: Made): Promise<void> {
    await give(order);
    await shop.send(order);
    const said = { contact: '', name: 'Old Mr. Grub' };
    expect((await shop.writeDown(order, { typed: said })).status).toBe(200);
  }
  async function agreed(order: Made, browser: TestBrowser, reason: string): Promise<void> {
    await give(order);
    await shop.send(order);
    await noted(order, browser, 1, 'As for Sarah, Bob and Tom');
    const asked = await question(order, browser);
    await shop.answer(order, 'approve', { browser, question: asked, reason });
  }

  async function rows(text: string, ...values: unknown[]): Promise<readonly Row[]> {
    const name = `test.${text.replaceAll(/\W/g, '').slice(0, 55)}`;
    return (await shop.test.platform.database.withTenant(shop.test.shop).run({ name, text, values }))[0] as Row[];
  }
  /** Rows of every table that name somebody, by their tables. */
  const tracesOf = async (...names: readonly string[]): Promise<readonly string[]> =>
    (await dumpOf(shop.test.platform.database, shop.test.shop))
      .split('\n')
      .filter((line) => names.some((name) => line.includes(name)));
  /** All that the shop has to know of what it sent and what was said. */
  const books = () =>
    Promise.all([
      rows('select order_id, version, moved_for from px_proofs.sheet order by order_id'),
      rows('select order_id, version, jsonb_array_length(files) as files, at, by from px_proofs.mockup order by 1, 2'),
      rows(`select order_id, version, mockup, looks, terms, ticks, sent_at, by, wants, jsonb_array_length(art) as art,
        place ->> 'type' as place from px_proofs.proof order by 1, 2`),
      rows('select order_id, round, number, id, picture, x, y, at, done_at from px_proofs.pin order by 1, 2, 3'),
      rows(
        'select id, order_id, subject, version, state, hash, asked_at, decided_at, voided_at from core.approval order by id',
      ),
      rows(`select id, approval_id, at, contact_id, decision ->> 'choice' as choice, offline ->> 'way' as way
        from core.approval_answer order by id`),
    ]);
  const givenTo = async ({ id }: Made): Promise<readonly string[]> =>
    (await rows('select id from core.file where order_id = $1 order by id', id)).map((row) => String(row['id']));
  const onDisk = async (ids: readonly string[]): Promise<readonly string[]> => {
    const names = await readdir(shop.test.folder, { recursive: true });
    return ids.filter((id) => names.some((name) => name.includes(id)));
  };
  const wordsOf = async ({ id }: Made) => ({
    notes: (await rows('select note from px_proofs.mockup where order_id = $1 order by version', id)).map(
      (row) => row['note'],
    ),
    pins: (await rows('select words from px_proofs.pin where order_id = $1 order by number', id)).map(
      (row) => row['words'],
    ),
  });
  const notesOf = (who: string): Promise<readonly Row[]> =>
    rows('select order_id from px_proofs.pin where contact = $1', who);
  const privacy = () => shop.owner.staff.privacy;

  it('[P22] the person stands in the mockups, the rounds, the notes, the questions and the answers before', async () => {
    const tables = (await tracesOf('sarah')).map((line) => line.split(' ')[0]);
    for (const table of [
      'px_proofs.mockup',
      'px_proofs.proof',
      'px_proofs.pin',
      'core.approval',
      'core.approval_answer',
      'core.timeline',
      'core.audit',
      'core.file',
    ])
      expect(tables, table).toContain(table);
    const proof = (
      await rows('select withdrawn_reason from px_proofs.proof where order_id = $1 order by version', made.sarahs.id)
    )[1];
    expect(proof).toEqual({ withdrawn_reason: 'Sarah sent the wrong file.' });
    expect(await notesOf(shop.people.sarah)).toHaveLength(1);
  });

  it('[P22] of a person goes every word that names them, in colleagues’ orders too, and every file of their own', async () => {
    const [before, own, bobs, toms] = [
      await books(),
      await givenTo(made.sarahs),
      await givenTo(made.bobs),
      await wordsOf(made.toms),
    ];
    // Three mockups, and what proves the telephone call.
    expect([own.length, (await onDisk(own)).length]).toEqual([4, 4]);
    await privacy().eraseContact.mutate({ customer: shop.smith, id: shop.people.sarah, name: 'Sarah' });
    // Another customer may know somebody of that name.
    expect((await tracesOf('sarah')).filter((line) => !line.includes(made.toms.id))).toEqual([]);
    expect(await books()).toEqual(before);
    expect([await givenTo(made.sarahs), await onDisk(own)]).toEqual([[], []]);
    expect([await givenTo(made.bobs), await onDisk(bobs)]).toEqual([bobs, bobs]);
    expect(await wordsOf(made.sarahs)).toEqual({
      notes: Array(3).fill('As Erased person wished, and Bob, and Tom.'),
      pins: ['Erased person says: smaller', 'Ask Erased person (Erased person)'],
    });
    expect(await wordsOf(made.bobs)).toEqual({
      notes: ['As Erased person wished, and Bob, and Tom.'],
      pins: ['As for Erased person, Bob and Tom'],
    });
    expect(await wordsOf(made.toms)).toEqual(toms);
    expect([await notesOf(shop.people.sarah), (await notesOf(shop.people.bob)).length]).toEqual([[], 2]);
  });

  it('[P22] of a person stays that it was agreed to, on the pages of the order and in its record', async () => {
    const recordOf = async ({ id }: Made) => {
      const text = `select id::text from core.approval where order_id = $1 and state = 'approved'`;
      return shop.owner.staff.approvals.record.query({ id: String((await rows(text, id))[0]!['id']) });
    };
    expect(await shop.proof(made.bobs)).toMatchObject({ standing: 'approved' });
    expect(await recordOf(made.bobs)).toMatchObject({ state: 'approved', isIntact: true });
    expect((await shop.shown(made.bobs, shop.bob))!.proofs[0]!.current!.pins).toMatchObject([
      { text: 'As for Erased person, Bob and Tom', isOwn: true },
    ]);
    // Her name was in the words of this one: it says itself that they are not those that were agreed to.
    const record = await recordOf(made.sarahs);
    expect(record).toMatchObject({ isIntact: false, answers: [{ offline: { name: 'Erased person', way: 'phone' } }] });
    expect(JSON.stringify(record).toLowerCase()).not.toContain('sarah');
    const { standing, mockups } = await shop.proof(made.sarahs);
    expect([standing, mockups.length]).toEqual(['void', 3]);
  });

  it('[P22] of a customer goes everybody, with every file of its orders; what another customer agreed to is as it was', async () => {
    const [before, bobs, toms] = [await books(), await givenTo(made.bobs), await givenTo(made.toms)];
    const tomsWords = await wordsOf(made.toms);
    expect(await tracesOf('old mr. grub')).not.toEqual([]);
    await privacy().eraseCustomer.mutate({ id: shop.smith, name: 'Smith & Sons' });
    const left = await tracesOf('sarah', 'bob', 'smith', 'old mr. grub');
    expect(left.filter((line) => !line.includes(made.toms.id))).toEqual([]);
    expect(await books()).toEqual(before);
    expect([await givenTo(made.bobs), await onDisk(bobs)]).toEqual([[], []]);
    expect([await givenTo(made.toms), await onDisk(toms)]).toEqual([toms, toms]);
    expect(await wordsOf(made.toms)).toEqual(tomsWords);
    const noting = await rows('select order_id from px_proofs.pin where contact is not null');
    expect(noting).toEqual([{ order_id: made.toms.id }]);
    expect((await shop.shown(made.toms, shop.tom))!.proofs[0]!.current!.pins).toMatchObject([{ isOwn: true }]);
  });
});

describe.each(stores)('colleagues’ orders that go on when somebody is erased on %s', { timeout: 120_000 }, (store) => {
  let shop: ProofShop;
  beforeAll(async () => void (shop = await openProofShop(store)), 120_000);
  afterAll(() => shop.close());

  /** An order of Bob’s, made from a file of this name, and approved by him. */
  async function approved(artwork: string, wanted: Wanted): Promise<Made> {
    const made = await orderOf(shop, shop.bob, wanted, artwork);
    await shop.upload(made);
    await shop.send(made);
    await shop.answer(made, 'approve', { browser: shop.bob });
    await shop.settle();
    return made;
  }
  const provedBy = async (made: Made) => (await shop.shown(made, shop.bob))!.proofs[0]!;

  it('[P22] are asked anew where they name the person, in words or in a file, and say neither who it was nor that anybody changed them', async () => {
    const naming = [await approved('crest.txt', { note: 'Ask Sarah.' }), await approved('From Sarah.txt', {})];
    const other = await approved('crest.txt', { note: 'Ask Bob.' });
    await shop.owner.staff.privacy.eraseContact.mutate({ customer: shop.smith, id: shop.people.sarah, name: 'Sarah' });
    await shop.settle();
    for (const made of naming) {
      expect(await provedBy(made)).toMatchObject({
        standing: 'waiting',
        current: { version: 2, mockup: 1 },
        earlier: [{ state: 'void', voided: { reason: 'proofs.void.spec' } }],
      });
      const { timeline } = await shop.bob.portal.orders.get.query({ number: made.number });
      expect(timeline.map(({ type }) => type)).not.toContain('revised');
      expect(JSON.stringify(timeline)).not.toMatch(/sarah|erased/i);
      await shop.answer(made, 'approve', { browser: shop.bob, question: (await provedBy(made)).question! });
      await shop.settle();
      expect(await shop.board(made)).toMatchObject({ allApproved: true });
    }
    expect(await provedBy(other)).toMatchObject({ standing: 'approved', current: { version: 1 } });
    expect(await shop.tellAgain(other, 'intake.revised')).toBe(0);
  });
});

/** An order of somebody’s; with `artwork` it is made from a file of this name. */
async function orderOf(shop: ProofShop, who: TestBrowser, wanted?: Wanted, artwork?: string): Promise<Made> {
  const { id } = await who.portal.requests.begin.mutate({ kind: 'garment' });
  if (artwork !== undefined) {
    const body = new FormData();
    body.append('files', new File([`What ${artwork} shows.`], artwork));
    await who.fetch(`/files/drafts/${id}/artwork`, { method: 'POST', body });
  }
  const { files } = await who.portal.requests.open.query({ id });
  const content = typed({ ...wanted, files: files.map((file) => file.id) });
  const { orderId, number } = await who.portal.requests.submit.mutate({ id, content });
  await shop.settle();
  return { id: orderId!, number: number! };
}

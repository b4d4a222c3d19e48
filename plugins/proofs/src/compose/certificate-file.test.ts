import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBrowser } from '@docket/core/testing';
import { openProofShop, type Made, type ProofShop } from '../shop.fixture.ts';

describe('the record of an answer as PDF', { timeout: 90_000 }, () => {
  let shop: ProofShop;
  beforeAll(async () => {
    shop = await openProofShop('pglite');
    await shop.set({ terms: 'We make what is shown here.', termsVersion: '2026-01', checklist: ['spelling'] });
  }, 120_000);
  afterAll(() => shop.close());

  /** An order whose mockup was sent; answers its question. */
  const sent = async () => {
    const made = await shop.order();
    await shop.upload(made);
    await shop.send(made);
    const { id } = (await shop.seen(made)).question ?? expect.unreachable('Nothing is asked.');
    return { made, id };
  };
  const approve = (made: Made) => shop.answer(made, 'approve', { ticked: ['spelling'] });
  const file = (browser: TestBrowser, name: string, id: string) =>
    browser.fetch(`/files/made/proofs/${name}?approval=${id}`);
  const read = async (browser: TestBrowser, name: string, id: string) => {
    const answer = await file(browser, name, id);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const document = await getDocumentProxy(new Uint8Array(await answer.arrayBuffer()));
    return (await extractText(document, { mergePages: true })).text.replaceAll(/\s+/g, ' ');
  };

  it('tells the shop and the customer what was approved, by whom, when, how, under which terms and with which fingerprint', async () => {
    const { made, id } = await sent();
    await approve(made);
    const record = await shop.owner.staff.approvals.record.query({ id });
    const shownWords = [
      'Certificate of approval',
      'This approval holds',
      `Order ${made.number}`,
      'Smith & Sons',
      'Mockup of Gildan 5000, Black – Left chest',
      'We make what is shown here.',
      '2026-01',
      'Spelling is right',
      'In the customer portal, signed in',
      'UTC',
      'front.png',
      record.question.pictures![0]!.sha256,
      record.hash,
      'The fingerprint matches',
    ];
    const [staffs, customers] = [
      await read(shop.owner, 'staff-certificate.pdf', id),
      await read(shop.sarah, 'certificate.pdf', id),
    ];
    for (const words of shownWords) expect([staffs.includes(words), customers.includes(words)]).toEqual([true, true]);
    expect(staffs).toContain('sarah@smith.test');
    expect(customers).not.toContain('sarah@smith.test');
    expect(customers).not.toContain('Sent from');
    expect((await shop.seen(made)).current!.record).toBe(id);
  });

  it('stays when the approval holds no more, and says so before all else', async () => {
    const { made, id } = await sent();
    await approve(made);
    await shop.upload(made, { pictures: ['other'] });
    const text = await read(shop.sarah, 'certificate.pdf', id);
    for (const words of ['This holds no more', 'There is a newer mockup.', 'Record of an answer that holds no more'])
      expect(text).toContain(words);
    expect(text).not.toContain('This approval holds.');
  });

  it('warns where what is kept is not what was answered: the fingerprint is taken again', async () => {
    const { made, id } = await sent();
    await approve(made);
    const { platform, shop: tenant } = shop.test;
    const text = `update core.approval set lines = jsonb_set(lines, '{0,value}', '{"type":"text","text":"Back"}') where id = $1`;
    await platform.database.withTenant(tenant).run({ name: 'test.changed-since', text, values: [id] });
    for (const certificate of [
      await read(shop.owner, 'staff-certificate.pdf', id),
      await read(shop.sarah, 'certificate.pdf', id),
    ]) {
      expect(certificate).toContain('What is kept is not what was answered');
      expect(certificate).toContain('The fingerprint does not match');
      expect(certificate).not.toContain('The fingerprint matches');
    }
  });

  it('is there for each of several who have to answer: while the others are waited for, and when it ended before they did', async () => {
    const made = await shop.order();
    await shop.upload(made);
    await shop.sendTo(made, { rule: 'all', contacts: Object.values(shop.people) });
    const { id } = (await shop.seen(made)).question!;
    await approve(made);
    expect((await shop.seen(made)).current!.record).toBe(id);
    const waiting = await read(shop.sarah, 'certificate.pdf', id);
    for (const words of ['Record of an open question', 'nothing of it is agreed to', 'Sarah'])
      expect(waiting).toContain(words);
    await shop.upload(made, { pictures: ['other'] });
    expect((await shop.seen(made)).current!.record).toBe(id);
    const ended = await read(shop.owner, 'staff-certificate.pdf', id);
    for (const words of ['This holds no more', 'Nothing was decided by then.', 'sarah@smith.test'])
      expect(ended).toContain(words);
  });

  it('of a mockup that was sent back is no certificate', async () => {
    const { made, id } = await sent();
    await shop.answer(made, 'revise', { reason: 'Smaller, please.' });
    const text = await read(shop.sarah, 'certificate.pdf', id);
    expect(text).toContain('Record of a wish for another version');
    expect(text).toContain('Smaller, please.');
    expect(text).not.toContain('Certificate');
  });

  it('is not there before an answer, for another customer, or for an id that is none of the plugin’s', async () => {
    const { made, id } = await sent();
    expect((await shop.seen(made)).current!.record).toBeNull();
    expect((await file(shop.sarah, 'certificate.pdf', id)).status).toBe(404);
    await approve(made);
    expect((await file(shop.vera, 'certificate.pdf', id)).status).toBe(200);
    expect((await file(shop.tom, 'certificate.pdf', id)).status).toBe(404);
    expect((await file(shop.sarah, 'certificate.pdf', crypto.randomUUID())).status).toBe(404);
    expect((await file(shop.sarah, 'staff-certificate.pdf', id)).status).toBeGreaterThanOrEqual(400);
  });
});

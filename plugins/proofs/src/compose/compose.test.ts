import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { justBefore, type TestBrowser } from '@docket/core/testing';
import { openProofShop, refused, type Made, type ProofShop, type Wanted } from '../shop.fixture.ts';

const size = { width: '3.5', height: '3.5' };

describe('composing mockups', { timeout: 90_000 }, () => {
  let shop: ProofShop;
  let art: Buffer;
  beforeAll(async () => {
    shop = await openProofShop('pglite');
    art = await sharp({ create: { width: 70, height: 70, channels: 3, background: '#ff00ff' } })
      .png()
      .toBuffer();
  }, 120_000);
  afterAll(() => shop.close());

  const compose = async (made: Made, ...works: readonly string[]) => {
    const { sheet } = await shop.board(made);
    const answer = await shop.call('compose', { order: made.id, works: [...works], sheet });
    await shop.settle();
    return answer;
  };
  const orderOf = (prints: readonly ('i1' | 'i2' | 'i3')[] = ['i1']) =>
    shop.orderFrom(art, { prints, ...size, everywhere: true });
  const pdf = (browser: TestBrowser, made: Made, name: string, mockup = 1) =>
    browser.fetch(`/files/made/proofs/${name}?order=${made.id}&work=g1.i1&mockup=${mockup}`);

  it('makes one mockup of each work at once, as it would be uploaded, and sends it as any other', async () => {
    const made = await orderOf(['i1', 'i2']);
    expect((await shop.board(made)).proofs.map(({ obstacle }) => obstacle)).toEqual([null, null]);
    expect(await compose(made, 'g1.i1', 'g1.i2')).toMatchObject({ count: 2 });
    const { proofs, sheet } = await shop.board(made);
    expect(sheet).toBe(1);
    expect(proofs.map(({ mockups }) => mockups.map(({ version, sent }) => [version, sent]))).toEqual([
      [[1, false]],
      [[1, false]],
    ]);
    const [picture] = proofs[0]!.mockups[0]!.pictures;
    expect(picture).toMatchObject({ name: 'Gildan 5000, Black – Left chest.png', lack: null });
    expect((await shop.sarah.fetch(`/files/${picture!.id}/a.png`)).status).toBe(404);
    await shop.send(made, 'g1.i1');
    expect((await shop.seen(made)).current!.pictures).toEqual([{ id: picture!.id, name: picture!.name }]);
    await shop.answer(made, 'approve');
    expect((await shop.proof(made)).standing).toBe('approved');
    await compose(made, 'g1.i1');
    expect(await shop.proof(made)).toMatchObject({ standing: 'ready', mockups: [{ version: 2 }, { version: 1 }] });
    expect((await shop.seen(made)).current!.voided).toMatchObject({ reason: 'proofs.void.mockup' });
  });

  it('composes all, or none: it says of which work something is missing', async () => {
    const made = await shop.orderFrom(art, { prints: ['i1', 'i2'], ...size });
    expect((await shop.board(made)).proofs.map(({ obstacle }) => obstacle)).toEqual([null, 'no-artwork']);
    expect(await refused(compose(made, 'g1.i1', 'g1.i2'))).toMatchObject({
      code: 'proofs.no-artwork',
      params: { work: 'Gildan 5000, Black – Back' },
    });
    expect((await shop.board(made)).proofs.map(({ mockups }) => mockups)).toEqual([[], []]);
  });

  it.each([
    ['the size is missing', {}, 'PNG', 'proofs.no-size'],
    ['the artwork has no picture', size, 'text', 'proofs.no-picture'],
  ] as const)('composes nothing where %s', async (_, sides, kind, code) => {
    const made = await shop.orderFrom(kind === 'PNG' ? art : 'only words', sides);
    expect(await refused(compose(made, 'g1.i1'))).toMatchObject({ code });
  });

  it('composes what was seen, for whoever may edit, and nothing of nothing', async () => {
    const made = await orderOf();
    const send = (sheet: number, works = ['g1.i1']) => shop.call('compose', { order: made.id, works, sheet });
    expect(await refused(send(7))).toMatchObject({ code: 'proofs.changed' });
    expect(await refused(send(0, []))).toMatchObject({ code: 'proofs.nothing-to-compose' });
    expect(await refused(send(0, ['g9.i9']))).toMatchObject({ code: 'proofs.unknown' });
  });

  it('composes each work once, however often it is named, and no more than a hundred', async () => {
    const made = await orderOf();
    expect(await compose(made, 'g1.i1', 'g1.i1')).toMatchObject({ count: 1 });
    expect((await shop.board(made)).proofs.map(({ mockups }) => mockups.length)).toEqual([1]);
    const many = Array.from({ length: 101 }, (_, at) => `g${at}.i1`);
    expect(await refused(compose(made, ...many))).toMatchObject({
      code: 'proofs.compose-many',
      params: { most: 100 },
    });
    expect(await refused(compose(made, ...many.slice(1)))).toMatchObject({ code: 'proofs.unknown' });
  });

  it('draws the first artwork that there is a picture of, and says the side that follows from it', async () => {
    const bytesOf = async (made: Made): Promise<string> => {
      await compose(made, 'g1.i1');
      const { id } = (await shop.proof(made)).mockups[0]!.pictures[0]!;
      return Buffer.from(await (await shop.owner.fetch(`/files/${id}/a.png`)).arrayBuffer()).toString('base64');
    };
    const whole = await bytesOf(await orderOf());
    expect(await bytesOf(await shop.orderFrom(['only words', art], size))).toBe(whole);
    expect(await bytesOf(await shop.orderFrom(art, { width: size.width }))).toBe(whole);
    expect(await bytesOf(await shop.orderFrom(art, { width: '2' }))).not.toBe(whole);
  });

  describe('while the order changes', () => {
    /** Composes, and does this after all is drawn and before the first file of it is kept. */
    const composeWhile = (made: Made, meanwhile: () => Promise<unknown>, works = ['g1.i1']) =>
      justBefore(shop.test.platform.database, 'files.insert-given', meanwhile, () => compose(made, ...works));
    const revised = async (made: Made, change: Wanted) =>
      shop.revise(made, { ...size, everywhere: true, files: await shop.artworkOf(made), ...change });
    const mockupsOf = async (made: Made) => (await shop.board(made)).proofs.map(({ mockups }) => mockups.length);

    it.each<[string, Wanted]>([
      ['in another colour', { colorway: 'Red' }],
      ['from other artwork', { files: [] }],
      ['in another size', { width: '2' }],
      ['at another place', { placed: { i1: { location: 'full-back', width: '3.5', height: '3.5' } } }],
    ])('composes nothing of what is made %s by now', async (_, change) => {
      const made = await orderOf();
      const composing = composeWhile(made, () => revised(made, change));
      expect(await refused(composing)).toMatchObject({ code: 'proofs.changed' });
      expect(await mockupsOf(made)).toEqual([0]);
    });

    it('composes what looks as it was drawn, however many are made by now', async () => {
      const made = await orderOf();
      expect(await composeWhile(made, () => revised(made, { sizes: { M: '12' }, note: 'Fold them.' }))).toMatchObject({
        count: 1,
      });
      expect(await mockupsOf(made)).toEqual([1]);
    });

    it('composes none where one of them is made no more', async () => {
      const made = await orderOf(['i1', 'i2']);
      const composing = composeWhile(made, () => revised(made, { prints: ['i1'] }), ['g1.i1', 'g1.i2']);
      expect(await refused(composing)).toMatchObject({ code: 'proofs.unknown' });
      expect(await mockupsOf(made)).toEqual([0]);
    });

    it('composes nothing over what somebody else gave by now', async () => {
      const made = await orderOf();
      await shop.upload(made);
      const composing = composeWhile(made, () => shop.remove(made, 1));
      expect(await refused(composing)).toMatchObject({ code: 'proofs.changed' });
      expect(await mockupsOf(made)).toEqual([0]);
    });
  });

  it('is a PDF with the bytes’ fingerprint, for the customer once it was sent', async () => {
    const made = await orderOf();
    await compose(made, 'g1.i1');
    const { id } = (await shop.proof(made)).mockups[0]!.pictures[0]!;
    const bytes = Buffer.from(await (await shop.owner.fetch(`/files/${id}/a.png`)).arrayBuffer());
    const file = await pdf(shop.owner, made, 'staff-mockup.pdf');
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await file.arrayBuffer())), {
      mergePages: true,
    });
    for (const words of [
      'Left chest',
      'Mockup 1',
      'Print size',
      '3.5 × 3.5 in',
      createHash('sha256').update(bytes).digest('hex'),
    ])
      expect(text).toContain(words);

    expect((await pdf(shop.sarah, made, 'mockup.pdf')).status).toBe(404);
    await shop.send(made);
    expect((await pdf(shop.sarah, made, 'mockup.pdf')).status).toBe(200);
    expect((await pdf(shop.vera, made, 'mockup.pdf')).status).toBe(200);
    for (const asked of [
      pdf(shop.tom, made, 'mockup.pdf'),
      pdf(shop.sarah, made, 'mockup.pdf', 2),
      pdf(shop.owner, made, 'staff-mockup.pdf', 2),
    ])
      expect((await asked).status).toBe(404);
    expect((await pdf(shop.sarah, made, 'staff-mockup.pdf')).status).toBeGreaterThanOrEqual(400);
    await compose(made, 'g1.i1');
    expect((await pdf(shop.sarah, made, 'mockup.pdf', 2)).status).toBe(404);
  });

  describe('a mockup as PDF', () => {
    const file = (made: Made, work: string, mockup: number) =>
      shop.owner.fetch(`/files/made/proofs/staff-mockup.pdf?order=${made.id}&work=${work}&mockup=${mockup}`);
    async function textOf(made: Made, work: string, mockup: number): Promise<string> {
      const bytes = new Uint8Array(await (await file(made, work, mockup)).arrayBuffer());
      return (await extractText(await getDocumentProxy(bytes), { mergePages: true })).text.replaceAll(/\s+/g, ' ');
    }

    it('is of the work and the version that is asked for, and of no other', async () => {
      const made = await orderOf(['i1', 'i2']);
      await shop.upload(made, { work: 'g1.i2', pictures: ['back'] });
      expect(await textOf(made, 'g1.i2', 1)).toContain('Gildan 5000, Black – Back');
      expect((await file(made, 'g1.i1', 1)).status).toBe(404);
      await shop.upload(made, { pictures: ['one'] });
      await shop.upload(made, { pictures: ['two'] });
      await shop.remove(made, 1);
      expect((await file(made, 'g1.i1', 1)).status).toBe(404);
      expect(await textOf(made, 'g1.i1', 2)).toContain('Mockup 2');
    });

    it('has the note of its version, and of the newest one what is made and from which artwork', async () => {
      const made = await orderOf();
      await shop.upload(made, { note: 'As you drew it.', pictures: ['one'] });
      await shop.upload(made, { note: 'A little smaller.', pictures: ['two'] });
      const [older, newest] = [await textOf(made, 'g1.i1', 1), await textOf(made, 'g1.i1', 2)];
      for (const words of ['A little smaller.', 'What is made', 'Print size', 'logo.png', 'two.png'])
        expect(newest).toContain(words);
      expect(older).toContain('As you drew it.');
      for (const words of ['A little smaller.', 'What is made', 'Print size', 'logo.png'])
        expect(older).not.toContain(words);
    });

    it('says the day by the clock of the shop', async () => {
      const made = await orderOf();
      await shop.upload(made);
      const [day] = new Date(Date.now() + 86_400_000).toISOString().split('T');
      // An hour past midnight in London it is the day before in Chicago.
      const now = new Date(`${day}T01:00:00Z`);
      shop.test.setNow(now);
      try {
        const today = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'America/Chicago' }).format(
          now,
        );
        expect(await textOf(made, 'g1.i1', 1)).toContain(`as the order stood on ${today}`);
      } finally {
        shop.test.setNow(undefined);
      }
    });
  });
});

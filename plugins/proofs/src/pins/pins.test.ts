import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pluginCaller } from '@docket/sdk/client';
import { stores, type TestBrowser } from '@docket/core/testing';
import type { ProofsApi } from '../server.ts';
import { mostPins } from '../rules/pin.ts';
import { openProofShop, refused, type Made, type ProofShop } from '../shop.fixture.ts';

describe.each(stores)('notes on mockups on %s', (store) => {
  let shop: ProofShop;
  beforeAll(async () => void (shop = await openProofShop(store)), 120_000);
  afterAll(() => shop.close());

  const work = 'g1.i1';
  const calls = (browser: TestBrowser) => pluginCaller<ProofsApi>(browser.portal as never, 'proofs');
  const note = (made: Made, more: object = {}, browser = shop.sarah) =>
    calls(browser).mutate('pin', { order: made.id, work, version: 1, text: 'Smaller', ...more } as never);
  const unpin = (made: Made, pin: string, browser = shop.sarah) =>
    calls(browser).mutate('unpin', { order: made.id, pin });
  const mark = (made: Made, pin: string, done: 'yes' | '') =>
    pluginCaller<ProofsApi>(shop.owner.staff as never, 'proofs').mutate('pinDone', { order: made.id, pin, done });

  const pinsOf = async (made: Made, browser = shop.sarah) =>
    (await shop.shown(made, browser))?.proofs[0]?.current?.pins ?? expect.unreachable('Nothing was sent.');
  async function sent(pictures = ['front']): Promise<{ readonly made: Made; readonly picture: string }> {
    const made = await shop.order();
    await shop.upload(made, { pictures });
    await shop.send(made);
    const [picture] = (await shop.seen(made)).current!.pictures;
    return { made, picture: picture!.id };
  }

  it('are numbered as they come: at a place, on a part of the picture, or on the whole', async () => {
    const { made, picture } = await sent();
    await note(made, { picture, x: 0.25, y: '0.75' });
    await note(made, { picture, area: 'top-left', text: '  The\u0000 name ' });
    await note(made, { picture, text: 'Lovely' });
    const pins = await pinsOf(made);
    expect(
      pins.map(({ number, at, area, text, isOwn, doneAt }) => ({ number, at, area, text, isOwn, doneAt })),
    ).toEqual([
      { number: 1, at: { x: 0.25, y: 0.75 }, area: null, text: 'Smaller', isOwn: true, doneAt: null },
      { number: 2, at: null, area: 'top-left', text: 'The name', isOwn: true, doneAt: null },
      { number: 3, at: null, area: null, text: 'Lovely', isOwn: true, doneAt: null },
    ]);
    expect((await shop.proof(made)).current?.pins).toHaveLength(3);
  });

  it('that are sent twice stand once', async () => {
    const { made, picture } = await sent();
    await Promise.all([note(made, { picture, x: 0.5, y: 0.5 }), note(made, { picture, x: 0.5, y: 0.5 })]);
    await note(made, { picture, x: 0.5, y: 0.6 });
    expect((await pinsOf(made)).map(({ number }) => number)).toEqual([1, 2]);
  });

  it('that are the same and somebody else’s stand too, as do those that were taken back', async () => {
    const { made, picture } = await sent();
    await note(made, { picture });
    await note(made, { picture }, shop.bob);
    await note(made, { picture, area: 'top' });
    const [first] = await pinsOf(made);
    await unpin(made, first!.id);
    await note(made, { picture });
    expect((await pinsOf(made)).map(({ number, isOwn, area }) => [number, isOwn, area])).toEqual([
      [2, false, null],
      [3, true, 'top'],
      [4, true, null],
    ]);
  });

  it.each([
    ['beside it', { x: 1.01, y: 0.5 }, 'proofs.pin-outside'],
    ['before it', { x: 0.5, y: -0.01 }, 'proofs.pin-outside'],
    ['half said', { x: 0.5 }, 'proofs.pin-outside'],
    ['beyond numbers', { x: 'NaN', y: 0.5 }, 'input.malformed'],
    ['endlessly far', { x: '1e400', y: 0.5 }, 'input.malformed'],
    ['of nothing', { text: ' \u0000 ' }, 'proofs.pin-empty'],
    ['of too much', { text: 'x'.repeat(1001) }, 'proofs.pin-empty'],
    ['of no part of it', { area: 'hem' }, 'input.malformed'],
    ['on another picture', { picture: crypto.randomUUID() }, 'proofs.unknown'],
    ['on another round', { version: 2 }, 'proofs.pin-closed'],
    ['on no work', { work: 'g9.i9' }, 'proofs.unknown'],
  ])('%s are refused, and nothing is kept', async (_, typed, code) => {
    const { made, picture } = await sent();
    expect(await refused(note(made, { picture, ...typed }))).toMatchObject({ code });
    expect(await pinsOf(made)).toEqual([]);
  });

  it('are not taken of pictures that nobody was sent', async () => {
    const { made } = await sent();
    await shop.upload(made, { pictures: ['secret'] });
    const [unsent] = (await shop.proof(made)).mockups[0]!.pictures;
    expect(await refused(note(made, { picture: unsent!.id }))).toMatchObject({ code: 'proofs.pin-closed' });
  });

  it('are of those who may approve, and of the order’s own customer', async () => {
    const { made, picture } = await sent();
    expect(await refused(note(made, { picture }, shop.vera))).toMatchObject({ code: 'right.missing' });
    const foreign = await refused(note(made, { picture }, shop.tom));
    expect(foreign).toMatchObject({ code: 'not-found', status: 404 });
    expect(await refused(note({ ...made, id: crypto.randomUUID() }, { picture }, shop.tom))).toEqual(foreign);
    await note(made, { picture });
    expect((await pinsOf(made, shop.vera)).map(({ isOwn }) => isOwn)).toEqual([false]);
  });

  it('are there for their own order alone: no picture and no note of another one is', async () => {
    const [{ made, picture }, other] = [await sent(), await sent()];
    expect(await refused(note(made, { picture: other.picture }))).toMatchObject({ code: 'proofs.unknown' });
    await note(made, { picture });
    const [pin] = await pinsOf(made);
    for (const does of [() => unpin(other.made, pin!.id), () => mark(other.made, pin!.id, 'yes')])
      expect(await refused(does())).toMatchObject({ code: 'proofs.unknown', status: 404 });
    expect(await pinsOf(made)).toMatchObject([{ id: pin!.id, doneAt: null }]);
  });

  it('are taken back by whoever wrote them, until they are done; no number is given twice', async () => {
    const { made, picture } = await sent();
    for (const text of ['One', 'Two']) await note(made, { picture, text });
    const [one, two] = await pinsOf(made);
    expect(await refused(unpin(made, two!.id, shop.bob))).toMatchObject({ code: 'proofs.unknown', status: 404 });
    await unpin(made, two!.id);
    await note(made, { picture, text: 'Three' });
    expect((await pinsOf(made)).map(({ number, text }) => [number, text])).toEqual([
      [1, 'One'],
      [3, 'Three'],
    ]);
    await mark(made, one!.id, 'yes');
    expect(await refused(unpin(made, one!.id))).toMatchObject({ code: 'plugin.stale' });
    await mark(made, one!.id, '');
    await unpin(made, one!.id);
    expect((await pinsOf(made)).map(({ number }) => number)).toEqual([3]);
    expect(await refused(unpin(made, one!.id))).toMatchObject({ code: 'proofs.unknown' });
  });

  it('stay with their round, done or open, when another one is sent', async () => {
    const { made, picture } = await sent();
    await note(made, { picture, x: 0.1, y: 0.2 });
    const [pin] = await pinsOf(made);
    await shop.answer(made, 'revise', { reason: 'As noted.' });
    for (const does of [() => note(made, { picture, text: 'One more' }), () => unpin(made, pin!.id)])
      expect(await refused(does())).toMatchObject({ code: 'proofs.pin-closed' });
    await mark(made, pin!.id, 'yes');
    await shop.upload(made, { pictures: ['smaller'] });
    await shop.send(made);
    const { current, earlier } = await shop.seen(made);
    expect(current?.pins).toEqual([]);
    expect(earlier[0]?.pins).toMatchObject([{ number: 1, doneAt: expect.any(String) }]);
  });

  it('are no change of what is asked: its answer holds', async () => {
    const { made, picture } = await sent();
    const question = (await shop.seen(made)).question!;
    await note(made, { picture });
    await shop.answer(made, 'approve', { question });
    await shop.settle();
    expect(await shop.proof(made)).toMatchObject({ standing: 'approved' });
  });

  it('are so many at most in a round', async () => {
    const { made, picture } = await sent();
    for (let nth = 0; nth < mostPins; nth += 1) await note(made, { picture, text: `Note ${nth}` });
    expect(await refused(note(made, { picture, text: 'Too many' }))).toMatchObject({ code: 'proofs.pin-many' });
    await shop.answer(made, 'revise', { reason: 'As noted.' });
    await shop.upload(made, { pictures: ['other'] });
    await shop.send(made);
    const [other] = (await shop.seen(made)).current!.pictures;
    await note(made, { picture: other!.id, version: 2 });
    expect((await pinsOf(made)).map(({ number }) => number)).toEqual([1]);
  });
});

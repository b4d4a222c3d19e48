import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusal, openCast, type Cast } from '../testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  roundTripsOf,
  stores,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';

const introduction = { name: 'Sam', email: 'sam@new.test', company: '', trap: '' };
const nobodys = '0190a000-0000-7000-8000-00000000000f';
const lines = [{ text: 'blue', count: '2' }];

describe.each(stores)('drafts on %s', (store) => {
  let test: TestPlatform;
  let cast: Cast;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin()], store });
    cast = await openCast(test);
  }, 120_000);
  afterAll(() => test.close());

  let id: string;
  beforeEach(async () => {
    ({ id } = await cast.sarah.portal.requests.begin.mutate({ kind: 'note' }));
  });
  const save = (part: string, base: number, form: Record<string, unknown>, keepMine = false, browser = cast.sarah) =>
    browser.portal.requests.save.mutate({ id, part, base, form: form as never, keepMine });
  const open = (browser = cast.sarah) => browser.portal.requests.open.query({ id });

  it('hold what was typed, right or wrong, with a version for each part', async () => {
    expect(await open()).toMatchObject({
      content: { title: '', lines: [], files: [] },
      versions: {},
      state: 'draft',
      number: null,
    });
    expect(await save('what', 0, { title: '  ' })).toMatchObject({ version: 1 });
    await save('lines', 0, { lines: [{ text: '', count: '١٢' }] });
    await save('lines', 1, { lines });
    expect(await open()).toMatchObject({ content: { title: '  ', lines }, versions: { what: 1, lines: 2 } });
    expect((await open()).issues).toMatchObject([{ severity: 'refuse', path: 'title' }]);
  });

  it('let two tabs that change different parts never meet', async () => {
    await Promise.all([save('what', 0, { title: 'One' }), save('lines', 0, { lines })]);
    expect((await open()).content).toMatchObject({ title: 'One', lines });
  });

  it('refuse the second of two tabs that change the same part, with theirs and mine', async () => {
    await save('what', 0, { title: 'Theirs' });
    await save('lines', 0, { lines });
    const refused = await refusal(save('what', 0, { title: 'Mine' }));
    expect(refused).toMatchObject({
      code: 'draft.changed-elsewhere',
      status: 409,
      details: { theirs: { title: 'Theirs', lines }, mine: { title: 'Mine', lines }, version: 1 },
    });
    expect((await open()).content).toMatchObject({ title: 'Theirs' });
  });

  it('keep mine when asked to, and only this part of it', async () => {
    await save('what', 0, { title: 'Theirs' });
    await save('lines', 0, { lines });
    expect(await save('what', 0, { title: 'Mine', lines: [] }, true)).toMatchObject({ version: 2 });
    expect((await open()).content).toMatchObject({ title: 'Mine', lines });
  });

  it('take the same again without a conflict and without a new version', async () => {
    await save('what', 0, { title: 'Same' });
    expect(await save('what', 0, { title: 'Same' })).toMatchObject({ version: 1 });
  });

  it('let exactly one of ten tabs win that save the same part at once', async () => {
    const saves = Array.from({ length: 10 }, (_, at) => save('what', 0, { title: `Tab ${at}` }));
    const won = (await Promise.allSettled(saves)).filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
    expect((await open()).versions).toEqual({ what: 1 });
  });

  it('refuse a part that there is not, and a base that never was', async () => {
    expect(await refusal(save('nothing', 0, {}))).toMatchObject({ code: 'not-found' });
    expect(await refusal(save('what', 7, { title: 'x' }))).toMatchObject({ code: 'draft.changed-elsewhere' });
    expect(await refusal(save('what', -1, { title: 'x' }))).toMatchObject({ code: 'input.malformed', status: 400 });
  });

  it('are gone when they are thrown away, and fixed when they are sent', async () => {
    await cast.sarah.portal.requests.submit.mutate({ id, content: { title: 'Sent', lines, files: [] } });
    const { number } = await open();
    expect(await refusal(save('what', 0, { title: 'Later' }))).toMatchObject({
      code: 'draft.sent',
      details: { number },
    });
    await cast.sarah.portal.requests.discard.mutate({ id });
    expect(await open()).toMatchObject({ state: 'accepted', number, content: { title: 'Sent' } });

    ({ id } = await cast.sarah.portal.requests.begin.mutate({ kind: 'note' }));
    await cast.sarah.portal.requests.discard.mutate({ id });
    expect(await refusal(open())).toMatchObject({ code: 'not-found' });
  });

  it('are listed for their contact, the newest first, by the title typed so far', async () => {
    await save('what', 0, { title: 'Half done' });
    const listed = await cast.sarah.portal.requests.drafts.query({});
    expect(listed[0]).toMatchObject({ id, kind: 'note', title: 'Half done' });
    expect((await cast.tom.portal.requests.drafts.query({})).map((draft) => draft.id)).not.toContain(id);
    expect(await refusal(openBrowser(test.platform).portal.requests.drafts.query({}))).toMatchObject({
      code: 'sign-in.needed',
    });
  });

  it('count their saving as two round trips', async () => {
    const { database } = test.platform;
    expect(await roundTripsOf(database, () => save('what', 0, { title: 'Title' }))).toBe(2);
  });

  describe('of somebody else', () => {
    const input = (text: object): string => encodeURIComponent(JSON.stringify(text));
    const post = (browser: TestBrowser, procedure: string, body: object) =>
      browser.fetch(`/trpc/portal/requests.${procedure}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const asked: readonly [string, (browser: TestBrowser, id: string) => Promise<Response>][] = [
      ['open', (browser, draft) => browser.fetch(`/trpc/portal/requests.open?input=${input({ id: draft })}`)],
      ['save', (browser, draft) => post(browser, 'save', { id: draft, part: 'what', base: 0, form: { title: 'x' } })],
      [
        'save of a part that there is not',
        (browser, draft) => post(browser, 'save', { id: draft, part: 'x', base: 0, form: {} }),
      ],
      ['discard', (browser, draft) => post(browser, 'discard', { id: draft })],
      ['submit', (browser, draft) => post(browser, 'submit', { id: draft })],
    ];

    it.each(asked)('[G-43] answer to "%s" byte for byte like one that there is not', async (_, ask) => {
      const stranger = openBrowser(test.platform);
      await stranger.portal.requests.begin.mutate({ kind: 'note', introduction });
      const drafts = {
        ofContact: id,
        ofStranger: (await openBrowser(test.platform).portal.requests.begin.mutate({ kind: 'note', introduction })).id,
      };
      for (const browser of [cast.tom, stranger, openBrowser(test.platform)])
        for (const draft of Object.values(drafts)) {
          const [foreign, unknown] = [await ask(browser, draft), await ask(browser, nobodys)];
          expect(foreign.status).toBe(404);
          expect(await foreign.text()).toBe(await unknown.text());
          expect([...foreign.headers]).toEqual([...unknown.headers]);
        }
      expect(await open()).toMatchObject({ state: 'draft', versions: {} });
    });
  });

  it('[G-05] of a stranger belong to the browser that began them', async () => {
    const stranger = openBrowser(test.platform);
    ({ id } = await stranger.portal.requests.begin.mutate({ kind: 'note', introduction }));
    expect(stranger.cookie()).toMatch(/^docket-draft-shop=[\w-]{20,}$/);
    await save('what', 0, { title: 'Mine' }, false, stranger);
    expect(await open(stranger)).toMatchObject({
      content: { title: 'Mine' },
      identity: { name: 'Sam', email: 'sam@new.test' },
    });
    const again = openBrowser(test.platform);
    again.take(stranger.cookie());
    expect((await open(again)).content).toMatchObject({ title: 'Mine' });
    const second = await stranger.portal.requests.begin.mutate({ kind: 'note', introduction });
    expect(await open(stranger)).toMatchObject({ id });
    expect(second.id).not.toBe(id);
  });

  it('[G-06] begin for a stranger only with a name and an address', async () => {
    const stranger = openBrowser(test.platform);
    const begin = (said: object | undefined) =>
      refusal(stranger.portal.requests.begin.mutate({ kind: 'note', introduction: said as never }));
    expect(await begin(undefined)).toMatchObject({ code: 'sign-in.needed' });
    for (const wrong of [
      { name: ' ' },
      { email: 'nobody' },
      { email: `${'x'.repeat(250)}@y.test` },
      { name: 'x'.repeat(121) },
      { extra: 1 },
      { name: 'S\0am' },
    ])
      expect(await begin({ ...introduction, ...wrong })).toMatchObject({ code: 'input.malformed', status: 400 });
  });

  it.each<[string, unknown]>([
    ['a NUL', { title: 'a\0b' }],
    ['half a character', { title: 'a\ud83d' }],
    ['a list of 1,001', { lines: Array.from({ length: 1001 }, () => 1) }],
    ['thirteen levels', JSON.parse(`${'{"a":'.repeat(13)}1${'}'.repeat(13)}`)],
    ['a prototype', JSON.parse('{"__proto__":{"title":"x"}}')],
  ])('refuse a form with %s, and stay', async (_, form) => {
    const body = JSON.stringify({ id, part: 'what', base: 0, form });
    const answer = await cast.sarah.fetch('/trpc/portal/requests.save', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(400);
    expect((await open()).versions).toEqual({});
  });

  it('refuse more than an order can hold', async () => {
    const form = { lines: Array.from({ length: 30 }, () => ({ text: 'x'.repeat(15_000), count: '1' })) };
    expect(await refusal(save('lines', 0, form))).toMatchObject({ code: 'draft.too-large', status: 413 });
    expect((await open()).versions).toEqual({});
  });

  it('begin for a contact without the right to order nowhere', async () => {
    const without = await contactWithout('order');
    expect(await refusal(without.portal.requests.begin.mutate({ kind: 'note' }))).toMatchObject({
      code: 'right.missing',
      status: 403,
    });
    expect(await refusal(without.portal.requests.drafts.query({}))).toMatchObject({ code: 'right.missing' });
    const direct = without.portal.requests.submit.mutate({
      id: nobodys,
      kind: 'note',
      content: { title: 'x', lines, files: [] },
    });
    expect(await refusal(direct)).toMatchObject({ code: 'right.missing' });
  });

  /** A signed-in contact that has every right but one. */
  async function contactWithout(right: string): Promise<TestBrowser> {
    const { seed, database } = test.platform;
    const email = `pat-${crypto.randomUUID()}@less.test`;
    const { contacts } = await seed.customer(test.shop, { name: 'Less', contacts: [{ name: 'Pat', email }] });
    await database.withTenant(test.shop).run({
      name: 'test.take-right',
      text: 'update core.contact set rights = array_remove(rights, $1) where id = $2',
      values: [right, contacts[0]!],
    });
    const browser = openBrowser(test.platform);
    browser.take(await seed.cookie(test.shop, { type: 'contact', id: contacts[0]! }));
    return browser;
  }
});

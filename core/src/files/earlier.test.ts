import { createHash } from 'node:crypto';
import { staff, type CallContext, type EarlierFile } from '@docket/sdk';
import { pluginCaller } from '@docket/sdk/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openCast, type Cast } from '../testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  tallyPlugin,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';
import * as samples from './testing/samples.ts';

const unknown = '0190a000-0000-7000-8000-00000000dead';

describe.each(['pglite', 'postgres-owner'] as const)('files of earlier orders on %s', { timeout: 60_000 }, (store) => {
  let test: TestPlatform;
  let cast: Cast;
  let crest: Buffer;
  let toms: string;
  const Asked = z.strictObject({ customer: z.uuid(), sha256: z.array(z.string()).optional() });
  const plugin = tallyPlugin({
    api: {
      earlier: staff('orders.read').query(Asked, ({ customer, sha256 }, { files }: CallContext) =>
        files.earlier(customer, { ...(sha256 && { sha256 }) }),
      ),
    },
  });
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin(), plugin], store });
    cast = await openCast(test);
    crest = await samples.badgePng(300);
    await ordered(cast.sarah, ['crest.png', crest]);
    toms = (await ordered(cast.tom, ['toms.png', await samples.badgePng(200)])).file;
  }, 120_000);
  afterAll(() => test.close());

  const begun = async (browser: TestBrowser): Promise<string> =>
    (await browser.portal.requests.begin.mutate({ kind: 'note' })).id;
  const open = (browser: TestBrowser, id: string) => browser.portal.requests.open.query({ id });

  function post(browser: TestBrowser, draft: string, fields: readonly (readonly [string, string | File])[]) {
    const body = new FormData();
    for (const [name, value] of [['_base', '0'], ['lines.0.text', 'Front'], ['lines.0.count', '2'], ...fields] as const)
      body.append(name, value);
    return browser.fetch(`/files/drafts/${draft}/lines`, { method: 'POST', body });
  }

  async function ordered(browser: TestBrowser, ...files: readonly (readonly [string, Buffer | string])[]) {
    const draft = await begun(browser);
    await post(
      browser,
      draft,
      files.map(([name, bytes]) => ['files', new File([new Uint8Array(Buffer.from(bytes))], name)] as const),
    );
    await test.platform.settle();
    const ids = (await open(browser, draft)).files.map(({ id }) => id);
    const content = { title: 'Paint', lines: [{ text: 'Front', count: 2 }], files: ids };
    const { orderId, number } = await browser.portal.requests.submit.mutate({ id: draft, content });
    return { id: orderId!, number: number!, file: ids[0]! };
  }

  const earlier = (browser = cast.sarah, kind = 'note') => browser.portal.files.earlier.query({ kind });
  const again = (id: string, { browser = cast.sarah, draft }: { browser?: TestBrowser; draft: string }) =>
    post(browser, draft, [['_do', `use-file:files.${id}`]]);

  it('are there once for the same bytes, under the newest name, with their last order and what belongs to them', async () => {
    const last = await ordered(cast.sarah, ['crest (final).png', crest]);
    const found = await earlier();
    expect(found.map(({ name }) => name)).toEqual(['crest (final).png']);
    expect(found[0]).toMatchObject({ id: last.file, order: { number: last.number, title: 'Paint' }, as: ['Front'] });
    expect((await earlier(cast.sarah, 'other'))[0]).toMatchObject({ as: null });
  });

  it('come a page at a time, newest first', async () => {
    await ordered(cast.sarah, ['a.txt', 'One.'], ['b.txt', 'Another.']);
    const [first, ...rest] = await earlier();
    expect(
      (await cast.sarah.portal.files.earlier.query({ kind: 'note', before: first!.id })).map(({ id }) => id),
    ).toEqual(rest.map(({ id }) => id));
    expect([first!, ...rest].map(({ name }) => name)).toEqual(['b.txt', 'a.txt', 'crest (final).png']);
  });

  it('are those of the own customer alone, and none that nobody may open', async () => {
    await ordered(cast.sarah, [
      'hidden.svg',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    ]);
    const names = (await earlier()).map(({ name }) => name);
    expect(names).not.toContain('toms.png');
    expect(names).not.toContain('hidden.svg');
    expect((await earlier(cast.tom)).map(({ name }) => name)).toEqual(['toms.png']);
  });

  it('tell plugins of the orders that they are of, newest first, also of chosen bytes alone', async () => {
    const sha256 = createHash('sha256').update(crest).digest('hex');
    const caller = pluginCaller<Record<string, never>>(cast.owner.staff as never, 'tallies');
    const query = (name: string, input: object) =>
      caller.query(name as never, input as never) as Promise<unknown> as Promise<readonly EarlierFile[]>;
    const found = await query('earlier', { customer: cast.smith.id, sha256: [sha256] });
    expect(found).toHaveLength(1);
    const numbers = found[0]!.orders.map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted((one, other) => other - one));
    expect(numbers).toHaveLength(2);
    expect(await query('earlier', { customer: cast.smith.id, sha256: [] })).toEqual([]);
  });

  describe('used again', () => {
    it('become a file of the draft with bytes, picture and facts of its own', async () => {
      const { id } = (await earlier()).find(({ name }) => name.startsWith('crest'))!;
      const draft = await begun(cast.sarah);
      expect((await again(id, { draft })).status).toBe(303);
      const { files, content } = await open(cast.sarah, draft);
      expect(files).toHaveLength(1);
      expect(files[0]).toMatchObject({ name: 'crest (final).png', state: 'stored', facts: { outcome: 'read' } });
      expect(files[0]!.id).not.toBe(id);
      expect(content).toMatchObject({ lines: [{ text: 'Front' }], files: [files[0]!.id] });
      const bytes = async (one: string) =>
        Buffer.from(await (await cast.sarah.fetch(`/files/${one}/crest.png`)).arrayBuffer());
      expect((await bytes(files[0]!.id)).equals(crest)).toBe(true);
      expect((await cast.sarah.fetch(`/files/${files[0]!.id}/preview`)).status).toBe(200);
      // Whichever is removed takes nothing from the other.
      await cast.sarah.portal.files.remove.mutate({ id: files[0]!.id });
      expect((await bytes(id)).equals(crest)).toBe(true);
      expect((await cast.sarah.fetch(`/files/${id}/preview`)).status).toBe(200);
    });

    it.each([
      ['of another customer', () => toms],
      ['that is not there', () => unknown],
    ])('are unknown where they are a file %s, and nothing is saved', async (_, idOf) => {
      const draft = await begun(cast.sarah);
      expect((await again(idOf(), { draft })).status).toBe(404);
      expect(await open(cast.sarah, draft)).toMatchObject({ files: [], content: { lines: [] } });
    });

    it('are none of whoever is not signed in', async () => {
      const { id } = (await earlier())[0]!;
      const stranger = openBrowser(test.platform);
      const introduction = { name: 'Pat', email: 'pat@example.test', company: '', trap: '' };
      const draft = (await stranger.portal.requests.begin.mutate({ kind: 'note', introduction })).id;
      expect((await again(id, { browser: stranger, draft })).status).toBe(404);
    });
  });
});

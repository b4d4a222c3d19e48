import { portal, staff, type CallContext, type FilePicture, type OwnChange } from '@docket/sdk';
import { pluginCaller } from '@docket/sdk/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import * as samples from './files/testing/samples.ts';
import { openCast, refusal, type Cast } from './testing/cast.ts';
import { notePlugin, openTestPlatform, tallyPlugin, type TestBrowser, type TestPlatform } from './testing/index.ts';

type Context = CallContext<unknown>;
type Work = (context: Context) => unknown;
const Nothing = z.strictObject({});
const unknown = '0190a000-0000-7000-8000-00000000dead';

describe.each(['pglite', 'postgres-owner'] as const)('what plugins make, on %s', { timeout: 60_000 }, (store) => {
  let work: Work = () => undefined;
  let test: TestPlatform;
  let cast: Cast;
  let png: Buffer;
  let [mine, toms] = ['', ''];
  const does = (_: unknown, context: Context): Promise<unknown> => Promise.resolve(work(context));
  const plugin = tallyPlugin({
    api: { asStaff: staff('orders.edit').mutation(Nothing, does), asContact: portal().mutation(Nothing, does) },
  });

  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin(), plugin], store });
    cast = await openCast(test);
    png = await samples.badgePng(300);
  }, 120_000);
  afterAll(() => test.close());
  const orderOf = async (browser: TestBrowser, files: readonly string[] = []): Promise<string> => {
    const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }], files: [...files] };
    const { id } = await browser.portal.requests.begin.mutate({ kind: 'note' });
    return (await browser.portal.requests.submit.mutate({ id, content })).orderId!;
  };
  beforeEach(async () => {
    [mine, toms] = [await orderOf(cast.sarah), await orderOf(cast.tom)];
  });

  const call = <T>(
    door: 'portal' | 'staff',
    browser: TestBrowser,
    wanted: (context: Context) => T,
  ): Promise<Awaited<T>> => {
    work = wanted;
    const caller = pluginCaller<Record<string, never>>(browser[door] as never, 'tallies');
    const name = door === 'staff' ? 'asStaff' : 'asContact';
    return (caller.mutate as unknown as (name: string, input: object) => Promise<Awaited<T>>)(name, {});
  };
  const asStaff = <T>(wanted: (context: Context) => T) => call('staff', cast.owner, wanted);
  const asContact = <T>(wanted: (context: Context) => T, browser = cast.sarah) => call('portal', browser, wanted);
  const change = (files: NonNullable<OwnChange['files']>, order = mine): OwnChange => ({
    order,
    action: 'tallies.paper',
    files,
  });
  const make = (bytes: Buffer | string = png, order = mine) =>
    asStaff(({ files }) => files.store(order, { name: 'made.png', bytes: Buffer.from(bytes) }));
  const keep = (id: string, order = mine) => asStaff(({ data }) => data.write([change({ keep: [id] }, order)]));
  const given = (order = mine) => asStaff(({ files }) => files.ofOrders([order]));
  const statusOf = async (browser: TestBrowser, id: string) => (await browser.fetch(`/files/${id}/made.png`)).status;
  /** What of a picture travels. */
  const sides = (picture: FilePicture | null) => picture && [picture.type, picture.width, picture.height];
  const seen =
    (id: string) =>
    async ({ files }: Context) =>
      sides(await files.picture(id));

  describe('a file', () => {
    it('is there for nobody until a write keeps it, then as one that was given: inspected, and hidden', async () => {
      const file = await make();
      expect(file).toMatchObject({
        name: 'made.png',
        bytes: png.length,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      await test.platform.settle();
      expect(await given()).toEqual([]);
      expect([await statusOf(cast.owner, file.id), await asStaff(seen(file.id))]).toEqual([404, null]);

      await keep(file.id);
      expect(await given()).toMatchObject([{ id: file.id, state: 'pending', shown: false, sha256: file.sha256 }]);
      await test.platform.settle();
      expect(await given()).toMatchObject([{ state: 'stored', facts: { kind: 'png', outcome: 'read' } }]);
      expect([await statusOf(cast.owner, file.id), await statusOf(cast.sarah, file.id)]).toEqual([200, 404]);
    });

    it('is shown and removed as any other', async () => {
      const file = await make();
      await keep(file.id);
      await asStaff(({ data }) => data.write([change({ show: [file.id] })]));
      await test.platform.settle();
      expect([await statusOf(cast.sarah, file.id), await statusOf(cast.tom, file.id)]).toEqual([200, 404]);
      await asStaff(({ data }) => data.write([change({ remove: [file.id] })]));
      expect([await given(), await statusOf(cast.owner, file.id)]).toEqual([[], 404]);
    });

    it('is kept once, and for its own order alone', async () => {
      const file = await make();
      expect(await refusal(keep(file.id, toms))).toMatchObject({ code: 'not-found' });
      expect(await refusal(asStaff(({ data }) => data.write([change({ show: [file.id] })])))).toMatchObject({
        code: 'not-found',
      });
      await keep(file.id);
      expect(await refusal(keep(file.id))).toMatchObject({ code: 'not-found' });
      expect(await refusal(keep(unknown))).toMatchObject({ code: 'not-found' });
    });

    it('stays apart where the write is undone', async () => {
      const file = await make();
      const none = { name: 'none', text: 'select id from px_tallies.tally where count < 0', values: [], expects: 1 };
      const undone = asStaff(({ data }) => data.write([change({ keep: [file.id] })], none));
      expect(await refusal(undone)).toMatchObject({ code: 'plugin.stale' });
      expect(await given()).toEqual([]);
    });

    it('is made for orders that whoever calls may see, and for no other', async () => {
      const made = (order: string) => asContact(({ files }) => files.store(order, { name: 'a.png', bytes: png }));
      expect(await refusal(made(toms))).toMatchObject({ code: 'not-found' });
      expect(await refusal(make(png, unknown))).toMatchObject({ code: 'not-found' });
      expect(await made(mine)).toMatchObject({ name: 'a.png' });
    });

    it('has the limits of any other', async () => {
      expect(await refusal(make(Buffer.alloc(51 * 2 ** 20, 1)))).toMatchObject({ code: 'file.too-large' });
      expect(await refusal(make(samples.program))).toMatchObject({ code: 'file.dangerous' });
    });
  });

  describe('the picture of a file', () => {
    it('is there for whoever may see the file, once it was looked at', async () => {
      const file = await make();
      await keep(file.id);
      await test.platform.settle();
      expect(await asStaff(seen(file.id))).toEqual(['image/webp', 300, 300]);
      expect(await asContact(seen(file.id))).toBeNull();
      await asStaff(({ data }) => data.write([change({ show: [file.id] })]));
      expect(await asContact(seen(file.id))).toEqual(['image/webp', 300, 300]);
      expect(await asContact(seen(file.id), cast.tom)).toBeNull();
    });

    it('is that of an order’s own file, too', async () => {
      const { id } = await cast.sarah.portal.requests.begin.mutate({ kind: 'note' });
      const body = new FormData();
      body.append('files', new File([new Uint8Array(png)], 'own.png'));
      await cast.sarah.fetch(`/files/drafts/${id}/lines`, { method: 'POST', body });
      const [file] = (await cast.sarah.portal.requests.open.query({ id })).files;
      await test.platform.settle();
      expect(await asStaff(seen(file!.id))).toBeNull();
      const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }], files: [file!.id] };
      await cast.sarah.portal.requests.submit.mutate({ id, content });
      expect(await asStaff(seen(file!.id))).toEqual(['image/webp', 300, 300]);
      expect(await asContact(seen(file!.id))).toEqual(['image/webp', 300, 300]);
      expect(await asContact(seen(file!.id), cast.tom)).toBeNull();
    });

    it('is none where nothing is drawn of it, or there is no such file', async () => {
      const file = await make('hello');
      await keep(file.id);
      await test.platform.settle();
      expect([await asStaff(seen(file.id)), await asStaff(seen(unknown))]).toEqual([null, null]);
    });
  });

  it('words are those of the shop, of all that is switched on there', async () => {
    expect(await asStaff(({ approvals }) => approvals.words()('audit.tallies.paper'))).not.toBe('audit.tallies.paper');
    expect(await asStaff(({ approvals }) => approvals.words()('no.such.word'))).toBe('no.such.word');
  });
});

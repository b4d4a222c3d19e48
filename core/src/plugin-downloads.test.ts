import { pluginCaller } from '@docket/sdk/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openCast, type Cast } from './testing/cast.ts';
import { notePlugin, openBrowser, openTestPlatform, tallyPlugin, type TestPlatform } from './testing/index.ts';

const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }] };

describe('files that plugins make', () => {
  let test: TestPlatform;
  let cast: Cast;
  let order = '';
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin(), tallyPlugin()] });
    cast = await openCast(test);
    const id = crypto.randomUUID();
    order = (await cast.sarah.portal.requests.submit.mutate({ id, kind: 'note', content })).orderId!;
    const caller = pluginCaller<Record<string, never>>(cast.owner.staff as never, 'tallies');
    await caller.mutate('add' as never, { order, count: 7 } as never);
  });
  afterAll(() => test.close());
  afterEach(() => cast.owner.staff.plugins.switch.mutate({ plugin: 'tallies', active: true }));

  const forSarah = () => `/files/made/tallies/tally.pdf?order=${order}`;
  const forStaff = () => `/files/made/tallies/counts.csv?order=${order}`;

  it('come to whoever passes the gate, shown where a browser can do that without harm', async () => {
    const answer = await cast.sarah.fetch(forSarah());
    expect([answer.status, await answer.text()]).toEqual([200, '%PDF-7']);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="Tally _1_.pdf"; filename*=UTF-8''Tally%20_1_.pdf`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
    });
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('are saved, whatever the plugin says, where a browser might run what is in them', async () => {
    const answer = await cast.owner.fetch(forStaff());
    expect([answer.status, await answer.text()]).toEqual([200, '7\n']);
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
  });

  it('take the session of their own door', async () => {
    expect((await openBrowser(test.platform).fetch(forSarah())).status).toBe(401);
    expect((await cast.owner.fetch(forSarah())).status).toBe(401);
    expect((await cast.sarah.fetch(forStaff())).status).toBe(401);
  });

  it('answer alike where there is nothing: of a foreign order, of an unknown one, without such a file, and while off', async () => {
    const nothing = async (path: string, browser = cast.sarah) => {
      const answer = await browser.fetch(path);
      return [answer.status, await answer.text()];
    };
    const unknown = await nothing(`/files/made/tallies/tally.pdf?order=${crypto.randomUUID()}`);
    expect(unknown[0]).toBe(404);
    expect(await nothing(forSarah(), cast.tom)).toEqual(unknown);
    expect(await nothing(forSarah().replace('tally.pdf', 'other.pdf'))).toEqual(unknown);
    expect(await nothing(forSarah().replace('made/tallies', 'made/notes'))).toEqual(unknown);
    expect(await nothing(`/preview${forStaff()}`, cast.owner)).toEqual(unknown);
    await cast.owner.staff.plugins.switch.mutate({ plugin: 'tallies', active: false });
    expect(await nothing(forSarah())).toEqual(unknown);
    expect(await nothing(forSarah(), openBrowser(test.platform))).toEqual(unknown);
  });

  it.each(['', '?order=7', '?order=%00', '?order.a=1&order=2', '?__proto__=1'])(
    'refuse to be asked by %s',
    async (query) => {
      const answer = await cast.sarah.fetch(`/files/made/tallies/tally.pdf${query}`);
      expect([answer.status, (await answer.json()) as object]).toMatchObject([400, { code: 'input.malformed' }]);
      expect((await cast.sarah.fetch(`${forSarah()}&more=1`)).status).toBe(400);
    },
  );

  it.each(['HEAD', 'POST'])('are got, and not asked for by %s', async (method) => {
    expect((await cast.sarah.fetch(forSarah(), { method })).status).toBe(404);
  });
});

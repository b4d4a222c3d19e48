import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type TestBrowser } from '../testing/browser.ts';
import { eicar, openClamd, type TestClamd } from '../testing/clamd.ts';
import { notePlugin } from '../testing/note-plugin.ts';
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts';
import { stores } from '../testing/database.ts';
import { clamdAt } from './scanning/clamd.ts';
import * as samples from './testing/samples.ts';

describe.each(stores)('files while the malware scanner is away, and after, on %s', { timeout: 60_000 }, (store) => {
  const introduction = { name: 'Bea', email: 'bea@example.test' };
  let test: TestPlatform;
  let clamd: TestClamd;
  let [buyer, worker, sender] = [] as unknown as [TestBrowser, TestBrowser, TestBrowser];
  let [scanned, pending] = [0, 0];
  beforeAll(async () => {
    clamd = await openClamd();
    test = await openTestPlatform({ plugins: [notePlugin()], store, config: { scanner: clamdAt(clamd.place) } });
    const { seed } = test.platform;
    const contacts = [{ name: 'Ann', email: 'ann@example.test' }];
    const ann = await seed.customer(test.shop, { name: 'Ann', contacts });
    const send = () =>
      seed.order(test.shop, {
        customer: ann.id,
        contact: ann.contacts[0]!,
        kind: 'note',
        files: [
          { name: 'badge.svg', bytes: Buffer.from(samples.badge) },
          { name: 'list.txt', bytes: eicar },
        ],
        content: (files) => ({ title: 'Sign', lines: [{ text: 'Front', count: '1' }], files }),
        at: new Date(),
      });
    scanned = await send();
    await test.platform.settle();
    await clamd.behave('away');
    pending = await send();
    const member = await seed.staff(test.shop, {
      name: 'Alex',
      email: 'alex@example.test',
      role: 'production',
      password: 'seven green lamps',
    });
    [buyer, worker, sender] = [openBrowser(test.platform), openBrowser(test.platform), openBrowser(test.platform)];
    buyer.take(await seed.cookie(test.shop, { type: 'contact', id: ann.contacts[0]! }));
    worker.take(await seed.cookie(test.shop, { type: 'staff', id: member }));
    await test.platform.settle();
  }, 120_000);
  afterAll(async () => {
    await test.close();
    await clamd.close();
  });

  const filesOf = async (number: number) => (await buyer.portal.orders.get.query({ number })).files;
  const answers = async (browser: TestBrowser, number: number) =>
    Promise.all(
      (await filesOf(number)).map(async ({ id, name }) => {
        const answer = await browser.fetch(`/files/${id}/${name}`);
        return [name, answer.status, answer.ok ? '' : ((await answer.json()) as { code: string }).code];
      }),
    );

  it('[abuse 90] customers read that it is pending and do not have it; the shop does, which has to work', async () => {
    expect((await filesOf(pending)).map(({ state }) => state)).toEqual(['pending', 'pending']);
    expect(await answers(buyer, pending)).toEqual([
      ['badge.svg', 409, 'file.pending'],
      ['list.txt', 409, 'file.pending'],
    ]);
    expect((await answers(worker, pending)).map(([, status]) => status)).toEqual([200, 200]);
  });

  it('[abuse 90] whoever sends one does not have it back either, and goes on with the order', async () => {
    const { id: draft } = await sender.portal.requests.begin.mutate({ kind: 'note', introduction });
    const form = new FormData();
    form.append('_base', '0');
    form.append('lines.0.text', 'Front');
    form.append('lines.0.count', '12');
    form.append('files', new File([samples.badge], 'mine.svg'));
    const posted = await sender.fetch(`/files/drafts/${draft}/lines`, { method: 'POST', body: form });
    expect(posted.status).toBe(303);
    await test.platform.settle();
    const [file] = (await sender.portal.requests.open.query({ id: draft })).files;
    expect(file).toMatchObject({ state: 'pending', facts: { outcome: 'read' } });
    expect((await sender.fetch(`/files/${file!.id}/mine.svg`)).status).toBe(409);
    expect((await sender.fetch(`/files/${file!.id}/preview`)).status).toBe(200);
  });

  it('says that to somebody who followed a link as a sentence with a next step', async () => {
    const [file] = await filesOf(pending);
    const answer = await buyer.fetch(`/files/${file!.id}/badge.svg`, { headers: { accept: 'text/html' } });
    expect(await answer.text()).toBe('This file is still being checked. Try again in a moment.');
  });

  it('[abuse 90] what was scanned is had by whoever may have it, and malware by nobody', async () => {
    expect((await filesOf(scanned)).map(({ state }) => state)).toEqual(['stored', 'blocked']);
    for (const browser of [buyer, worker])
      expect(await answers(browser, scanned)).toEqual([
        ['badge.svg', 200, ''],
        ['list.txt', 415, 'file.dangerous'],
      ]);
  });
});

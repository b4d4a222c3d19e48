import { createPlatform } from '@docket/core';
import type { Platform } from '@docket/core';
import { openBrowser } from '@docket/core/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCatcher } from '../mail/catcher.ts';
import type { Catcher } from '../mail/catcher.ts';
import { Mailbox } from '../mail/mailbox.ts';
import { foundShop } from './found-shop.ts';

let folder: string;
let mailbox: Mailbox;
let catcher: Catcher;
let platform: Platform;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'docket-found-'));
  mailbox = new Mailbox(path.join(folder, 'mail'));
  catcher = await startCatcher(mailbox);
  platform = await createPlatform(
    { name: 'test', title: 'Test', plugins: [] },
    {
      database: { memory: true },
      dataFolder: folder,
      secret: 'a secret of thirty-two characters',
      publicUrl: () => 'http://ink.test',
      smtp: catcher.url,
      trustProxy: false,
      secureCookies: false,
      log: () => undefined,
    },
  );
  await platform.start();
});
afterAll(async () => {
  await platform.stop();
  await catcher.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the first shop of a database', () => {
  it('is founded with a link with which its owner chooses a password, once', async () => {
    expect(await platform.seed.isEmpty()).toBe(true);
    const said = await foundShop(platform, { name: 'Müller & Söhne', email: 'Ann@Ink.test', zone: 'Europe/Berlin' });
    expect(await platform.seed.isEmpty()).toBe(false);
    expect(said).toContain('Customers go to http://ink.test/\n');
    const [, token] = /http:\/\/ink\.test\/admin\/welcome\/(\S+)/.exec(said)!;

    const owner = openBrowser(platform, { origin: 'http://ink.test' });
    await owner.staff.access.setPassword.mutate({ token: token!, password: 'seven green lamps' });
    expect(await owner.staff.access.me.query({})).toMatchObject({ email: 'ann@ink.test', name: 'Müller & Söhne' });
    await expect(
      openBrowser(platform, { origin: 'http://ink.test' }).staff.access.setPassword.mutate({
        token: token!,
        password: 'seven more green lamps',
      }),
    ).rejects.toThrow('The link is used up or too old.');
  });

  it('is at the address of its name, and the link is mailed too', async () => {
    expect(await platform.seed.find('muller-sohne')).toBeDefined();
    await platform.settle();
    const [mail] = await mailbox.list();
    expect(mail).toMatchObject({ to: 'ann@ink.test' });
    expect(mail!.text).toContain('http://ink.test/admin/welcome/');
  });

  it('lets no second one take its address', async () => {
    await expect(foundShop(platform, { name: 'Muller Sohne', email: 'a@b.test' })).rejects.toMatchObject({
      message: 'There is a shop at this address already.',
      next: 'Name another one: --slug your-shop',
    });
  });

  it.each([
    [{ email: 'a@b.test' }, 'A shop needs a name.'],
    [{ name: 'Ink', email: 'ann' }, 'The shop needs the mail address of its owner.'],
    [{ name: '墨', email: 'a@b.test' }, '"墨" has no letter that an address can hold.'],
    [{ name: 'Ink', email: 'a@b.test', zone: 'Chicago' }, '"Chicago" is not known.'],
    [{ name: 'Ink', email: 'a@b.test', locale: 'english!' }, '"english!" is not known.'],
    [{ name: 'Ink', email: 'a@b.test', currency: 'dollars' }, '"dollars" is not known.'],
    [{ name: 'Ink', email: 'a@b.test', units: 'feet' }, 'A shop does not measure in "feet".'],
  ])('is refused in a sentence with a next step: %o', async (founding, sentence) => {
    await expect(foundShop(platform, founding)).rejects.toMatchObject({ message: sentence, next: expect.any(String) });
  });
});

import type { Platform } from '@docket/core';
import { notePlugin, openTestPlatform, type TestPlatform } from '@docket/core/testing';
import { renderUsage } from 'citty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operatorHelp } from './operator-command.ts';
import { told } from './operator-words.ts';
import { operatingOn, type Operating } from './operator.ts';

let test: TestPlatform;
let platform: Platform;
let operating: Operating;
beforeAll(async () => {
  test = await openTestPlatform({ plugins: [notePlugin()] });
  ({ platform } = test);
  operating = operatingOn(platform);
});
afterAll(() => test.close());

describe('docket operator', () => {
  it('adds the first operator with a link that works once, and gives another one for the same address', async () => {
    const first = await operating.add('Ola', 'Ola@Docket.test');
    const second = await operating.add('Ola', 'ola@docket.test');
    expect(first.link).toMatch(/^http:\/\/shop\.test\/admin\/operator\/welcome\/[\w.-]+$/);
    expect(second.link).not.toBe(first.link);
    expect(await operating.list()).toMatchObject([{ name: 'Ola', email: 'ola@docket.test', hasPassword: false }]);
    await expect(operating.add('Ola', 'ola')).rejects.toMatchObject({ next: expect.stringContaining('--email') });
  });

  it('founds a shop, closes it with a reason, and opens it again', async () => {
    const { slug, link } = await operating.create({
      name: 'Ink & Co',
      email: 'olga@ink.test',
      locale: 'en-US',
      zone: 'UTC',
    });
    expect([slug, link]).toEqual(['ink-co', expect.stringContaining('/s/ink-co/admin/welcome/')]);
    await expect(operating.suspend(slug, ' ')).rejects.toMatchObject({ next: expect.stringContaining('--reason') });
    expect(await operating.suspend(slug, 'Unpaid')).toMatchObject({ state: 'suspended', reason: 'Unpaid' });
    expect((await operating.shops(undefined, 'suspended')).rows).toMatchObject([{ slug: 'ink-co', orders: 0 }]);
    expect(await operating.resume(slug)).toMatchObject({ state: 'active', reason: null });
  });

  it('gives a shop hosts, plugins and ceilings, and says what it does not know', async () => {
    expect(await operating.host('shop', { add: 'orders.ink.test' })).toMatchObject({ hosts: ['orders.ink.test'] });
    expect(await operating.provision('shop', { plugins: '' })).toMatchObject({
      plugins: [{ id: 'notes', allowed: false }],
    });
    expect(await operating.provision('shop', { distributed: true })).toMatchObject({ plugins: [{ allowed: true }] });
    expect((await operating.limit('shop', 'submitsPerHour=50')).ceilings).toContainEqual(
      expect.objectContaining({ name: 'submitsPerHour', most: 50 }),
    );
    await expect(operating.host('shop', {})).rejects.toMatchObject({ next: expect.stringContaining('--add') });
    await expect(operating.host('shop', { add: 'https://x' })).rejects.toThrow('is no host');
    await expect(operating.provision('shop', { plugins: 'nothing' })).rejects.toThrow('There is no plugin "nothing"');
    await expect(operating.limit('shop', 'submitsPerHour=many')).rejects.toThrow('is no ceiling');
    await expect(operating.limit('shop', 'nothing=1')).rejects.toThrow('There is no limit "nothing"');
    expect(() => operating.shops(undefined, 'gone')).toThrow('No shop is "gone"');
  });

  it('shows how plugins do, and replays what was given up', async () => {
    expect(await operating.health()).toMatchObject([{ plugin: 'notes', faults: [], parked: 0, dead: 0 }]);
    expect(await operating.replay('notes')).toEqual({ replayed: 0 });
  });

  it('says everything in lines that a person can read', async () => {
    expect(told(await operating.show('shop'))).toMatch(/^state +active$/m);
    expect(told([])).toBe('none');
    expect(told({ at: new Date(0), of: ['a', 'b'], rows: [{ x: 1, y: null }] })).toBe(
      'at    1970-01-01T00:00:00.000Z\nof    a, b\nrows\n  x 1, y –',
    );
  });

  it.each(['add', 'shops', 'create', 'suspend', 'provision', 'limit', 'replay'])('explains %s', async (name) => {
    const usage = await renderUsage(operatorHelp(name));
    expect(usage).toContain(`docket operator ${name}`);
    expect(usage).toContain('--json');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostNameOf } from './host-name.ts';

const platform = 'docket.shop.test';

describe('the host of a shop', () => {
  it.each([
    ['orders.inkworks.com', 'orders.inkworks.com'],
    ['  Orders.InkWorks.COM. ', 'orders.inkworks.com'],
    ['https://orders.inkworks.com/portal/x?y#z', 'orders.inkworks.com'],
    ['bestellen.müller.de', 'bestellen.xn--mller-kva.de'],
    ['bestellen.xn--mller-kva.de', 'bestellen.xn--mller-kva.de'],
    ['ｏrders.inkworks.com', 'orders.inkworks.com'],
    // Above the platform's own: its owner proves it.
    ['shop.test', 'shop.test'],
    ['notdocket.shop.test', 'notdocket.shop.test'],
  ])('is read from "%s" as %s', (text, host) => {
    expect(hostNameOf(text, platform)).toBe(host);
  });

  it.each([
    '',
    'inkworks',
    'localhost',
    'shop.localhost',
    'shop.local',
    '127.0.0.1',
    '1.2.3',
    '0x7f.1',
    '[::1]',
    'orders.inkworks.com:8080',
    'user@orders.inkworks.com',
    'a b.com',
    '-a.com',
    'a-.com',
    'a..com',
    `${'a'.repeat(64)}.com`,
    `${'a.'.repeat(130)}com`,
    '*.inkworks.com',
    'docket.shop.test',
    'DOCKET.shop.test.',
    'www.docket.shop.test',
    'a.b.docket.shop.test',
  ])('[abuse 61] is not "%s"', (text) => {
    expect(hostNameOf(text, platform)).toBeUndefined();
  });

  it('is its own reading, whatever was typed', () => {
    const typed = fc.oneof(fc.string({ unit: 'binary' }), fc.domain(), fc.webUrl());
    fc.assert(
      fc.property(typed, (text) => {
        const host = hostNameOf(text, platform);
        if (host === undefined) return;
        expect(hostNameOf(host, platform)).toBe(host);
        expect(new URL(`http://${host}/`).hostname).toBe(host);
      }),
    );
  });
});

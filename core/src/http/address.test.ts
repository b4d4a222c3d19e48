import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostOf, outsideOf, placeOf } from './address.ts';

describe('where a path goes', () => {
  it.each([
    ['/', undefined, '', '/'],
    ['/orders/1001', undefined, '', '/orders/1001'],
    ['/s/smith', 'smith', '/s/smith', '/'],
    ['/s/smith/', 'smith', '/s/smith', '/'],
    ['/s/smith-sons/orders/1', 'smith-sons', '/s/smith-sons', '/orders/1'],
    ['/s/smith/s/jones', 'smith', '/s/smith', '/s/jones'],
    ['/s/', undefined, '', '/s/'],
    ['/s', undefined, '', '/s'],
    ['/s/Smith', undefined, '', '/s/Smith'],
    ['/s/-smith', undefined, '', '/s/-smith'],
    ['/s/smith--sons/x', undefined, '', '/s/smith--sons/x'],
    ['/s/smith%2fsons/x', undefined, '', '/s/smith%2fsons/x'],
    ['/s/smith.css', undefined, '', '/s/smith.css'],
    ['/x/s/smith', undefined, '', '/x/s/smith'],
    ['/previews', undefined, '', '/previews'],
    ['/orders/preview/1', undefined, '', '/orders/preview/1'],
  ])('%s', (pathname, slug, base, path) => {
    expect(placeOf(pathname)).toEqual({ slug, base, path, preview: false });
  });

  it.each([
    ['/preview', undefined, '/preview', '/'],
    ['/preview/orders/7', undefined, '/preview', '/orders/7'],
    ['/s/smith/preview', 'smith', '/s/smith/preview', '/'],
    ['/s/smith/preview/preview/x', 'smith', '/s/smith/preview', '/preview/x'],
  ])('%s is a preview', (pathname, slug, base, path) => {
    expect(placeOf(pathname)).toEqual({ slug, base, path, preview: true });
  });

  it.each([
    ['/preview', ''],
    ['/s/smith/preview', '/s/smith'],
    ['/s/preview/preview', '/s/preview'],
  ])('outside of %s is "%s"', (base, outside) => {
    expect(outsideOf(base)).toBe(outside);
  });

  it('loses nothing: base and path make the address again', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\/(s\/)?(preview\/)?[a-zA-Z0-9/._-]{0,30}$/), (pathname) => {
        const { base, path } = placeOf(pathname);
        expect([pathname, `${pathname}/`]).toContain(`${base}${path}`);
        expect(path.startsWith('/')).toBe(true);
      }),
    );
  });
});

describe('the host a request asked for', () => {
  it.each([
    ['http://Shop.Test:8080/x', 'shop.test'],
    ['https://[::1]:443/', '[::1]'],
    ['http://127.0.0.1/', '127.0.0.1'],
  ])('of %s is %s', (url, host) => {
    expect(hostOf(new Request(url))).toBe(host);
  });
});

import { describe, expect, it } from 'vitest';
import { linksOf, ownPath } from './links.ts';
import { withoutShop } from './shop-prefix.ts';

describe('the addresses of a shop', () => {
  it('stand below its prefix, where one host serves several', () => {
    expect(linksOf('/s/northfield').order(7)).toBe('/s/northfield/orders/7');
    expect(linksOf('').order(7)).toBe('/orders/7');
    expect(linksOf('/s/northfield').entrance()).toBe('/s/northfield');
    expect(linksOf('').entrance()).toBe('/');
  });

  it('lead back to where somebody wanted to go', () => {
    expect(linksOf('').entrance('/orders/7?a=1')).toBe('/?to=%2Forders%2F7%3Fa%3D1');
  });

  it('keep names of files in one step of the path', () => {
    expect(linksOf('').file('1', 'a/b?.pdf')).toBe('/files/1/a%2Fb%3F.pdf');
  });
});

describe('where signing in leads', () => {
  it.each(['https://evil.test', '//evil.test', '/\\evil.test', 'javascript:alert(1)', '/orders/7\n', null])(
    'is never another site: %s',
    (to) => {
      expect(ownPath(to, '')).toBeUndefined();
    },
  );

  it('is a path of this very shop', () => {
    expect(ownPath('/orders/7', '')).toBe('/orders/7');
    expect(ownPath('/s/other/orders/7', '/s/northfield')).toBeUndefined();
    expect(ownPath('/s/northfield/orders/7', '/s/northfield')).toBe('/s/northfield/orders/7');
  });
});

describe('a path as routes know it', () => {
  it('has no shop before it', () => {
    expect(withoutShop('/s/northfield/orders/7')).toBe('/orders/7');
    expect(withoutShop('/s/northfield')).toBe('/');
    expect(withoutShop('/submit')).toBe('/submit');
  });
});

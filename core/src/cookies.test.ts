import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cookieJar, cookieName } from './cookies.ts';

const jarOf = (header: string | null, secure = true) => cookieJar({ header, secure, shop: 'shop' });

describe('a cookie jar', () => {
  it('ties names to https, to the host and to the shop', () => {
    expect(cookieName('portal', { secure: true, shop: 'shop' })).toBe('__Host-docket-portal-shop');
    expect(cookieName('portal', { secure: false, shop: 'shop' })).toBe('docket-portal-shop');
  });

  it('reads the cookies of its own shop only', () => {
    const jar = jarOf('__Host-docket-portal-other=theirs; __Host-docket-portal-shop=ours; docket-portal-shop=plain');
    expect(jar.get('portal')).toBe('ours');
    expect(jar.get('staff')).toBeUndefined();
  });

  it.each([null, '', ';;', '=', '=x', 'x', '__Host-docket-portal-shop', '__Host-docket-portal-shop='])(
    'finds nothing in %j',
    (header) => {
      expect(jarOf(header).get('portal')).toBeUndefined();
    },
  );

  it('[CVE-2026-126539] [abuse 23] takes a name that stands twice for none, unless both say the same', () => {
    const name = '__Host-docket-portal-shop';
    for (const header of [`${name}=a; ${name}=b`, `${name}=a; x=y; ${name}=`, `${name}=; ${name}=a`])
      expect(jarOf(header).get('portal')).toBeUndefined();
    expect(jarOf(`${name}=a; ${name}=a`).get('portal')).toBe('a');
  });

  it('keeps what stands behind a second equals sign', () => {
    expect(jarOf('__Host-docket-portal-shop=a=b==').get('portal')).toBe('a=b==');
  });

  it('sets cookies that no script reads, no other site sends and no plain connection carries', () => {
    const jar = jarOf(null);
    jar.set('portal', 'token', 60);
    jar.set('draft', 'other');
    expect(jar.changes()).toEqual([
      '__Host-docket-portal-shop=token; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60',
      '__Host-docket-draft-shop=other; Path=/; HttpOnly; SameSite=Lax; Secure',
    ]);
    expect(jar.get('portal')).toBe('token');
  });

  it('answers one change for each name: the last', () => {
    const jar = jarOf('docket-portal-shop=old', false);
    jar.set('portal', 'new');
    jar.clear('portal');
    expect(jar.changes()).toEqual(['docket-portal-shop=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0']);
    expect(jar.get('portal')).toBeUndefined();
  });

  it('reads any token that it wrote', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_=-]{1,60}$/), (token) => {
        const jar = jarOf(null);
        jar.set('portal', token);
        const sent = jar.changes()[0]!.split(';')[0]!;
        expect(jarOf(`a=b; ${sent}; c=d`).get('portal')).toBe(token);
      }),
    );
  });
});

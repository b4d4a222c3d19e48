import { describe, expect, it } from 'vitest';
import { isForeign } from './origin.ts';

const sent = (method: string, headers: Record<string, string>): Request =>
  new Request('http://shop.test/x', { method, headers: { host: 'shop.test', ...headers } });

const types = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain', undefined];
const sites = [undefined, 'same-origin', 'none', 'same-site', 'cross-site', '', 'anything'];
const origins = [
  undefined,
  'http://shop.test',
  'https://SHOP.test',
  'http://shop.test:81',
  'http://evil.test',
  'http://shop.test.evil.test',
  'null',
  '',
];
const cookies = [undefined, 'docket-portal-shop=x', 'a=b; __Host-docket-staff-shop=x', 'other=docket-x'];

/** The rule, said once more: everything that is said must say "here"; who says nothing brings no cookie of ours. */
function isRefused(site: string | undefined, origin: string | undefined, cookie: string | undefined): boolean {
  if (site === undefined && origin === undefined) return cookie === cookies[1] || cookie === cookies[2];
  const goodSite = [undefined, 'same-origin', 'none'].includes(site);
  const goodOrigin = [undefined, 'http://shop.test', 'https://SHOP.test'].includes(origin);
  return !goodSite || !goodOrigin;
}

describe('a request that changes something', () => {
  it('[abuse 19] [CVE-2023-29003] [CVE-2023-29008] is judged by Sec-Fetch-Site and Origin, whatever the type of its body and the cookies', () => {
    for (const type of types)
      for (const site of sites)
        for (const origin of origins)
          for (const cookie of cookies) {
            const headers = { 'content-type': type, 'sec-fetch-site': site, origin, cookie };
            const given = Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined);
            const foreign = isForeign(sent('POST', Object.fromEntries(given)));
            expect({ ...headers, foreign }).toEqual({ ...headers, foreign: isRefused(site, origin, cookie) });
          }
  });

  it('[abuse 19] is foreign when a page of plain http sends it to a platform that is reached by https', () => {
    expect(isForeign(sent('POST', { origin: 'http://shop.test' }), true)).toBe(true);
    expect(isForeign(sent('POST', { origin: 'https://shop.test', 'sec-fetch-site': 'same-origin' }), true)).toBe(false);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE-LIKE'])('is judged when it is a %s', (method) => {
    expect(isForeign(sent(method, { 'sec-fetch-site': 'cross-site' }))).toBe(true);
  });
});

describe('a request that only reads', () => {
  it.each(['GET', 'HEAD', 'OPTIONS'])('may come from anywhere: %s', (method) => {
    expect(isForeign(sent(method, { 'sec-fetch-site': 'cross-site', origin: 'http://evil.test' }))).toBe(false);
  });
});

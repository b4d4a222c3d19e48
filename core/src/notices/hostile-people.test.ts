import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCast, type Cast } from '../testing/cast.ts';
import { notePlugin, openBrowser, openTestPlatform, type TestPlatform } from '../testing/index.ts';

/** What is typed for an address to reach somebody else, several people, a program or the mail's own headers. */
const addresses: readonly string[] = [
  'a@x.test\r\nBcc: b@x.test',
  'a@x.test\nBcc: b@x.test',
  'a@x.test\rBcc: b@x.test',
  'a@x.test%0ABcc:b@x.test',
  'a@x.test\u0000',
  'a@x.test\u2028b@x.test',
  'a@x.test,b@x.test',
  'a@x.test;b@x.test',
  'a@x.test b@x.test',
  'a@x.test, b@x.test <c@x.test>',
  '<a@x.test>',
  'A <a@x.test>',
  '"A" <a@x.test>',
  'a@x.test <b@x.test>',
  '<a@x.test><b@x.test>',
  'a@x.test>',
  'a@x.test> SIZE=1',
  'a@x.test>\r\nRCPT TO:<b@x.test',
  'a@x.test>\r\nDATA',
  '"a@x.test"@y.test',
  '"a b"@x.test',
  '"a\\"b"@x.test',
  '"a@x.test> b"@y.test',
  '"xclow3n@gmail.com x"@internal.test',
  'a(comment)@x.test',
  'a@(comment)x.test',
  'a@x.test(comment)',
  `${'('.repeat(5000)}a@x.test`,
  `${'g0:'.repeat(2000)}a@x.test`,
  `${'"'.repeat(3001)}@x.test`,
  `group: a@x.test, b@x.test;`,
  'undisclosed-recipients:;',
  '@x.test',
  'a@',
  'a',
  '',
  ' ',
  '@',
  'a@@x.test',
  'a@b@x.test',
  '@y.test:a@x.test',
  'a%x.test@y.test',
  'x.test!a@y.test',
  'a@x',
  'a@localhost',
  'a@127.0.0.1',
  'a@[127.0.0.1]',
  'a@[IPv6:::1]',
  'a@x.test:25',
  'a@x.test/../y',
  'a@-x.test',
  'a@x-.test',
  'a@.test',
  'a@x..test',
  '.a@x.test',
  'a.@x.test',
  'a..b@x.test',
  'a@x.test.',
  'a@x.test?subject=hello',
  'mailto:a@x.test',
  'a@x.test#b',
  'a\\@x.test',
  'a@x.test\\',
  "a'or'1'='1@x.test",
  'a`id`@x.test',
  '$(id)@x.test',
  '|id@x.test',
  '-oQ/tmp@x.test',
  '--help@x.test',
  '/etc/passwd@x.test',
  'a@ⓧ.test',
  'a@x。test',
  'ａ@x.test',
  'a\u202e@x.test',
  'a\u200b@x.test',
  'ä@x.test',
  'a@xn--.test',
  `${'a'.repeat(65)}@x.test`,
  `${'a'.repeat(300)}@x.test`,
  `a@${'x'.repeat(64)}.test`,
  `a@${'x.'.repeat(150)}test`,
  '=?utf-8?q?a=40x.test=3e?=@y.test',
  '=?x?q?=41=42collab=40x.test=3e=00?=foo@y.test',
  '{{7*7}}@x.test',
  '<script>alert(1)</script>@x.test',
  '__proto__',
];

/** What is typed for a name to become a header, markup, a link or another recipient. */
const names: readonly string[] = [
  'A\r\nBcc: evil@x.test',
  'A\nSubject: Pay here',
  'A\r\n\r\nPay here.',
  'A\u2028Bcc: evil@x.test',
  'A" <evil@x.test>, "B',
  'A <evil@x.test>',
  'evil@x.test, B',
  '=?utf-8?q?=3Cevil=40x.test=3E?=',
  '<a href="http://evil.test">Click</a>',
  '<img src=x onerror=alert(1)>',
  '</p><script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  '&lt;b&gt;',
  'http://evil.test/sign-in',
  '[Click](http://evil.test)',
  '{link}',
  '{{constructor.constructor("return 1")()}}',
  '${7*7}',
  '%(name)s',
  'A\u202eB',
  'A\tB',
  'x'.repeat(160),
  '😀 Ñandú Ⱥ',
];

describe('people who are not what they say', { timeout: 120_000 }, () => {
  let test: TestPlatform;
  let cast: Cast;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin()], config: { trustProxy: true } });
    cast = await openCast(test);
    await test.platform.settle();
  }, 120_000);
  afterAll(() => test.close());

  /** Every address that a mail goes to, by its envelope and by its headers. */
  const reached = () =>
    test.post.mails.map(({ to, parsed }) => ({
      envelope: to,
      headers: ['to', 'cc', 'bcc'].flatMap((name) => {
        const value = parsed.headers.get(name) as { value?: { address?: string }[] } | undefined;
        return value?.value?.map(({ address }) => address) ?? [];
      }),
    }));

  it(`[GHSA-c7w3-x93f-qmm8] [GHSA-vvjj-xcjg-gr5g] [CVE-2025-14874] [GHSA-pgjx-7f9g-9463] [abuse 15] are refused by their address, or reached at that one alone: ${addresses.length} of them`, async () => {
    expect(addresses.length).toBeGreaterThanOrEqual(80);
    const taken: string[] = [];
    for (const [at, email] of addresses.entries()) {
      const began = performance.now();
      const browser = openBrowser(test.platform, { address: `10.3.${at}.1` });
      const response = await browser.fetch('/trpc/portal/access.start', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email }),
      });
      expect([email, response.status === 200 || response.status === 400]).toEqual([email, true]);
      if (response.status === 200) taken.push(email.trim().toLowerCase());
      else expect(performance.now() - began).toBeLessThan(2000);
    }
    // Plain words all of them, so that a mail server reads them as it should.
    for (const email of taken) expect(email).toMatch(/^[\w.'+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}$/);
    // Each is sent what it would be, were it a contact's.
    for (const email of taken) {
      const { id } = await cast.owner.staff.customers.addContact.mutate({
        customer: cast.smith.id,
        name: 'New',
        email,
      });
      await cast.owner.staff.access.invite.mutate({ contact: id });
    }
    await test.platform.settle();
    // What is no address to the server of the mails is given up there.
    expect(test.post.mails.length).toBeGreaterThan(2);
    expect(test.post.mails.length).toBeLessThanOrEqual(taken.length);
    for (const { envelope, headers } of reached()) {
      expect(envelope).toHaveLength(1);
      expect(headers).toEqual(envelope);
      expect(taken).toContain(envelope[0]);
    }
  });

  it.each(names)(
    '[abuse 14] [abuse 15] [GHSA-pgjx-7f9g-9463] whose name is %j get one mail in which it is a word',
    async (name) => {
      const before = test.post.mails.length;
      const email = `person-${before}@people.test`;
      const person = { customer: cast.smith.id, name, email };
      const added = await cast.owner.staff.customers.addContact.mutate(person);
      await cast.owner.staff.access.invite.mutate({ contact: added.id });
      await test.platform.settle();
      expect(test.post.mails).toHaveLength(before + 1);
      const { parsed, raw } = test.post.newestTo(email);
      expect(reached().at(-1)).toEqual({ envelope: [email], headers: [email] });
      expect(parsed.subject).not.toMatch(/pay here|evil/i);
      expect(raw.toString().split('\r\n\r\n')[0]).not.toMatch(/^(bcc|cc):/im);
      const html = String(parsed.html);
      expect(html).not.toMatch(/<script|<svg|<img src=x|href="http:\/\/evil/i);
      expect([...html.matchAll(/href="([^"]*)"/g)].every(([, link]) => link!.startsWith('http://shop.test/'))).toBe(
        true,
      );
      expect(html).not.toContain('>49<');
    },
  );
});

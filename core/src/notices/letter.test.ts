import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeLetter } from './letter.ts';
import type { Letterhead } from './notices.ts';

const letterhead = (shop: Partial<Letterhead['shop']> = {}, words: Letterhead['words'] = []): Letterhead => ({
  shop: { name: 'The Shop', email: 'hello@shop.test', locale: 'en', direction: 'ltr', logo: null, ...shop },
  url: 'http://shop.test',
  words,
});
const facts = {
  name: 'Sam',
  number: '1001',
  title: 'Run',
  quantity: 1200,
  link: 'http://shop.test/orders/1001',
  proven: true,
};
const accepted = (data: Partial<Record<keyof typeof facts, string | number>> = {}, head = letterhead()) =>
  writeLetter('intake.accepted', { ...facts, ...data }, head);

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** The paragraphs of the HTML part as a reader sees them. */
const read = (html: string): string[] =>
  [...html.matchAll(/<p[^>]*>(.*?)<\/p>/g)].map(([, inside]) =>
    inside!.replaceAll(/<[^>]+>/g, '').replaceAll(/&(\S+?);/g, (_, name: string) => entities[name]!),
  );
const paragraphs = (text: string): string[] => text.trimEnd().replace('-- \n', '').split('\n\n');
const typed = fc.string({ unit: 'binary', maxLength: 400 });

describe('a letter', () => {
  it('[G-27] [G-32] says what was sent, and that nothing is committed', () => {
    const { subject, text } = accepted();
    expect(subject).toBe('We have your order request 1001');
    for (const line of ['Hello Sam,', 'Number: 1001', 'Title: Run', 'Quantity: 1,200']) expect(text).toContain(line);
    expect(text).toContain('Nothing is committed yet: no price and no date is promised.');
    expect(text).toContain('\n\nhttp://shop.test/orders/1001\n\n');
    expect(text.endsWith('\n\n-- \nThe Shop\n')).toBe(true);
  });

  it('says the same in both parts, whatever was typed', () => {
    fc.assert(
      fc.property(typed, typed, typed, (name, title, rest) => {
        const shop = `Shop ${rest}`;
        const { text, html } = accepted({ name, title }, letterhead({ name: shop }));
        expect(read(html).map((line) => line.trim())).toEqual(paragraphs(text).map((line) => line.trim()));
      }),
    );
  });

  it('[abuse 15] has one line of subject without what would begin another header, whatever was typed', () => {
    fc.assert(
      fc.property(typed, (number) => {
        const { subject } = accepted({ number });
        expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(subject.length).toBeLessThanOrEqual(500);
        expect(subject.isWellFormed()).toBe(true);
      }),
    );
  });

  it.each([
    ['a header', 'Run\r\nBcc: everybody@evil.test'],
    ['a line', 'Run\u2028\u2029You owe us money:\u0085pay here'],
    ['a paragraph', 'Run\n\nPay at once.'],
  ])('lets nothing that was typed begin %s', (_, title) => {
    const plain = accepted({ title: 'Run' });
    const { text, html } = accepted({ title });
    expect(paragraphs(text)).toHaveLength(paragraphs(plain.text).length);
    expect(read(html)).toHaveLength(read(plain.html).length);
  });

  it('[abuse 14] turns no direction of what follows', () => {
    expect(accepted({ title: 'a\u202eb\u2066c\u2069' }).text).toContain('Title: a b c');
  });

  it('[abuse 14] puts what was typed in as text: no markup, no link', () => {
    const title = '<a href="http://evil.test">"pay" & \'go\'</a>';
    const { html } = accepted({ title, name: 'http://evil.test' });
    expect(html).toContain(
      'Title: &lt;a href=&quot;http://evil.test&quot;&gt;&quot;pay&quot; &amp; &#39;go&#39;&lt;/a&gt;',
    );
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([facts.link]);
  });

  it('[abuse 62] fills no place inside of what was typed', () => {
    expect(accepted({ title: '{link} {name}' }).text).toContain('Title: {link} {name}');
  });

  it('[abuse 22] makes no link of another kind than http', () => {
    const { html } = accepted({ link: 'javascript:alert(1)' });
    expect(html).not.toContain('<a ');
    expect(html).toContain('javascript:alert(1)');
  });

  it('repeats at most 500 characters of a value, and no half of one', () => {
    const { text } = accepted({ title: `x${'😀'.repeat(600)}` });
    expect(text.isWellFormed()).toBe(true);
    expect(text.length).toBeLessThan(2000);
  });

  it('is in the shop’s language and direction, and in its own words', () => {
    const words = [
      { 'mail.intake.accepted.subject': 'Auftrag {number}', 'mail.intake.accepted.lines': 'Menge: {quantity}' },
    ];
    const { subject, text, html } = accepted({}, letterhead({ locale: 'de-DE', direction: 'rtl' }, words));
    expect(subject).toBe('Auftrag 1001');
    expect(text).toBe('Menge: 1.200\n\n-- \nThe Shop\n');
    expect(html).toContain('<html lang="de-DE" dir="rtl">');
  });
});

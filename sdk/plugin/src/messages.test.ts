import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pseudo, translator } from './messages.ts';

const pieces = '{n, plural, =0 {nothing} one {# piece} other {# pieces}}';

describe('a message', () => {
  it('has its places filled, and numbers written as the language does', () => {
    const t = translator('de', { a: '{name}: {total} Stück' });
    expect(t('a', { name: 'Smith', total: 12_000 })).toBe('Smith: 12.000 Stück');
  });

  it('leaves a place without a value visible', () => {
    expect(translator('en', { a: 'Hello {name}' })('a')).toBe('Hello {name}');
  });

  it.each([
    [0, 'nothing'],
    [1, '1 piece'],
    [2, '2 pieces'],
    [1200, '1,200 pieces'],
  ])('counts %i as "%s"', (n, expected) => {
    expect(translator('en', { a: pieces })('a', { n })).toBe(expected);
  });

  it('uses the plural forms of its language', () => {
    const t = translator('pl', { a: '{n, plural, one {# sztuka} few {# sztuki} many {# sztuk} other {# sztuki}}' });
    expect([1, 3, 5].map((n) => t('a', { n }))).toEqual(['1 sztuka', '3 sztuki', '5 sztuk']);
  });

  it('fills places inside a counted form', () => {
    const t = translator('en', { a: '{n, plural, one {# file of {who}} other {# files of {who}}} here' });
    expect(t('a', { n: 2, who: 'Ann' })).toBe('2 files of Ann here');
  });

  it('is answered by its key when it is unknown, also when the key is a word of every object', () => {
    const t = translator('en', {});
    expect([t('no.such'), t('constructor'), t('__proto__')]).toEqual(['no.such', 'constructor', '__proto__']);
  });

  it('is replaced by later catalogues', () => {
    expect(translator('en', { order: 'Order' }, { order: 'Job' })('order')).toBe('Job');
  });

  it('never throws, whatever its text', () => {
    const text = fc.string({ unit: fc.constantFrom('{', '}', '#', ',', ' plural', ' one', ' other', 'n', 'x', '=1') });
    fc.assert(
      fc.property(text, (a) => {
        expect(typeof translator('en', { a })('a', { n: 1, x: 'y' })).toBe('string');
      }),
    );
  });
});

describe('the pseudo-language', () => {
  it('accents and lengthens the text', () => {
    expect(pseudo({ a: 'Send order' })['a']).toBe('[Séñď óŕďéŕ~~~~]');
  });

  it('wraps where a longer language would', () => {
    expect(pseudo({ a: 'Send the whole order again' })['a']).toBe('[Séñď ťĥé wĥóľé óŕďéŕ áğáíñ~~~~ ~~~~ ~]');
  });

  it('leaves places and counted forms as they are, so that they are still filled', () => {
    const t = translator('en', pseudo({ a: `Take {name}: ${pieces}` }));
    expect(t('a', { name: 'Ann', n: 2 })).toMatch(/^\[Táķé Ann: 2 pieces[~ ]+\]$/);
  });

  it('keeps every key', () => {
    expect(Object.keys(pseudo({ a: 'x', b: 'y' }))).toEqual(['a', 'b']);
  });
});

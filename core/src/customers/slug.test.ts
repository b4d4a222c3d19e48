import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slugsOf } from './slug.ts';

describe('the slug of a customer', () => {
  it.each([
    ['Smith & Sons', 'smith-sons'],
    ['  Élan Bäckerei GmbH ', 'elan-backerei-gmbh'],
    ['Große Straße', 'grosse-strasse'],
    ['Smith’s Café', 'smiths-cafe'],
    ['日本印刷', 'customer'],
    ['', 'customer'],
    ['new 0123456789abcdef0123', 'customer-new-0123456789abcdef0123'],
  ])('is readable: %s becomes %s', (name, slug) => {
    expect(slugsOf(name)[0]).toBe(slug);
  });

  it('has others to try when it is taken', () => {
    expect(slugsOf('Acme').slice(0, 3)).toEqual(['acme', 'acme-2', 'acme-3']);
    expect(slugsOf('Acme').at(-1)).toMatch(/^acme-[0-9a-f]{8}$/);
  });

  it('is short and made of small letters, figures and single hyphens, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        for (const slug of slugsOf(name)) {
          expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
          expect(slug.length).toBeLessThanOrEqual(66);
        }
      }),
    );
  });
});

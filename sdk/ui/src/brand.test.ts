import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brandStyle, fitBrand } from './brand.ts';
import type { Brand, BrandShade } from './brand.ts';
import { contrast, readHex } from './colour.ts';

const anyColour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

function ratio(one: string, other: string): number {
  const [a, b] = [readHex(one), readHex(other)];
  if (!a || !b) throw new TypeError(`${one} or ${other} is no colour`);
  return contrast(a, b);
}

function fitted(asked: string): Brand {
  const brand = fitBrand(asked);
  if (!brand) throw new TypeError(`${asked} is no colour`);
  return brand;
}

/** The grounds as the stylesheet has them, so that the rule cannot drift from the tokens. */
const tokens = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const grounds = ['paper', 'surface', 'sunken'].map((name) => {
  const found = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens);
  if (!found) throw new Error(`tokens.css has no --${name}`);
  return { light: String(found[1]), dark: String(found[2]) };
});

describe('the brand colour of a shop', () => {
  it('reads at 4.5:1 on every ground of both themes, whatever colour was asked for', () => {
    fc.assert(
      fc.property(anyColour, (asked) => {
        const { light, dark } = fitted(asked);
        for (const ground of grounds) {
          expect(ratio(light.used, ground.light)).toBeGreaterThanOrEqual(4.5);
          expect(ratio(dark.used, ground.dark)).toBeGreaterThanOrEqual(4.5);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('carries text that reads at 4.5:1 in both themes', () => {
    const reads = ({ used, text }: BrandShade): boolean => ratio(used, text) >= 4.5;
    fc.assert(
      fc.property(anyColour, (asked) => reads(fitted(asked).light) && reads(fitted(asked).dark)),
      { numRuns: 400 },
    );
  });

  it('is used as asked where it already reads, and says so where it was moved', () => {
    expect(fitted('#0C5C68').light).toEqual({ used: '#0c5c68', text: '#ffffff', moved: false });
    expect(fitted('#ffd400').light.moved).toBe(true);
    expect(fitted('#ffd400').dark).toMatchObject({ used: '#ffd400', moved: false });
  });

  it('keeps its hue when it is moved: a yellow becomes an olive, not a grey', () => {
    const [red, green, blue] = readHex(fitted('#ffd400').light.used) ?? [0, 0, 0];
    expect(Math.min(red, green)).toBeGreaterThan(blue + 0.2);
  });

  it.each(['red', '#12', '#12345g', 'rgb(1,2,3)', '#123456;color:red', ''])(
    'refuses "%s": it is no #rrggbb',
    (text) => {
      expect(fitBrand(text)).toBeUndefined();
    },
  );

  it('is written as four custom properties', () => {
    expect(brandStyle(fitted('#0c5c68'))).toMatch(
      /^--brand-light:#[0-9a-f]{6};--brand-on-light:#ffffff;--brand-dark:#[0-9a-f]{6};--brand-on-dark:#0b0f10$/,
    );
  });
});

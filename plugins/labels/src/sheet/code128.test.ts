import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit } from '../rules/sscc.ts';
import { bars, type Picture } from '../testing/reading.fixture.ts';
import { code128, gs1Sscc, type Bars } from './code128.ts';

/** The bars as a scanner sees them, three pixels to the module, with white around them. */
function seen(widths: Bars): Picture {
  const [module, quiet, height] = [3, 30, 40];
  const row = widths.flatMap((width, at) => Array<number>(width * module).fill(at % 2 === 0 ? 0 : 255));
  const line = [...Array<number>(quiet).fill(255), ...row, ...Array<number>(quiet).fill(255)];
  const data = new Uint8ClampedArray(line.length * height * 4);
  for (let at = 0; at < line.length * height; at += 1) {
    data.fill(line[at % line.length]!, at * 4, at * 4 + 3);
    data[at * 4 + 3] = 255;
  }
  return { data, width: line.length, height };
}

describe('bars', () => {
  it('are read as what was written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{1,24}$/), (text) => {
        expect(bars(seen(code128(text)))).toBe(text);
      }),
    );
  });

  it('of an SSCC are a GS1 code with its application identifier', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{17}$/), (digits) => {
        const sscc = `${digits}${checkDigit(digits)}`;
        expect(bars(seen(gs1Sscc(sscc)))).toBe(`]C100${sscc}`);
      }),
    );
  });

  it('write no letter that they have no sign for', () => {
    expect(() => code128('Łódź')).toThrow(TypeError);
  });
});

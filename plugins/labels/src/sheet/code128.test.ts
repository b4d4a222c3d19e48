import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit } from '../rules/sscc.ts';
import { scanned, type Picture } from '../testing/reading.fixture.ts';
import { code128, gs1Sscc, type Bars } from './code128.ts';

/** The bars as a scanner sees them, three pixels to the module, with white around them. */
function seen(bars: Bars): Picture {
  const [module, quiet, height] = [3, 30, 40];
  const row = bars.flatMap((width, at) => Array<number>(width * module).fill(at % 2 === 0 ? 0 : 255));
  const line = [...Array<number>(quiet).fill(255), ...row, ...Array<number>(quiet).fill(255)];
  const data = new Uint8ClampedArray(line.length * height * 4);
  for (let at = 0; at < line.length * height; at += 1) {
    data.fill(line[at % line.length]!, at * 4, at * 4 + 3);
    data[at * 4 + 3] = 255;
  }
  return { data, width: line.length, height };
}

describe('bars', () => {
  it('are read as what was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[!-~]{1,24}$/), async (text) => {
        expect(await scanned(seen(code128(text)), ['Code128'])).toEqual([{ format: 'Code128', text, gs1: false }]);
      }),
      { numRuns: 40 },
    );
  });

  it('of an SSCC are a GS1 code with its application identifier', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^\d{17}$/), async (digits) => {
        const sscc = `${digits}${checkDigit(digits)}`;
        expect(await scanned(seen(gs1Sscc(sscc)), ['Code128'])).toEqual([{ format: 'Code128', text: `(00)${sscc}`, gs1: true }]);
      }),
      { numRuns: 40 },
    );
  });

  it('write no letter that they have no sign for', () => {
    expect(() => code128('Łódź')).toThrow(TypeError);
  });
});

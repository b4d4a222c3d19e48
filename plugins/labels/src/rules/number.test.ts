import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settings } from '../settings.ts';
import { labelNumber } from './number.ts';
import { capacityOf, checkDigit, isSscc, ssccOf } from './sscc.ts';

const prefixes = fc.stringMatching(/^\d{4,12}$/);
const order = { prefix: '', number: 1042 };

describe('a serial shipping container code', () => {
  it('is the one of the EPC Tag Data Standard, 14.6.2', () => {
    expect(ssccOf('0614141', 1_234_567_890)).toBe('106141412345678908');
  });

  it('has the check digit of the example that GS1 computes by hand', () => {
    expect(checkDigit('37610425002123456')).toBe(9);
  });

  it('has 18 digits, with the prefix behind the first and a last one that agrees', () => {
    fc.assert(
      fc.property(prefixes, fc.nat(), (prefix, serial) => {
        const code = ssccOf(prefix, serial % capacityOf(prefix))!;
        expect(code).toMatch(/^\d{18}$/);
        expect(code.slice(1, 1 + prefix.length)).toBe(prefix);
        expect(isSscc(code)).toBe(true);
      }),
    );
  });

  it('shows every digit that is misread, and every two neighbours that are swapped but differ by five', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{17}$/), fc.nat(16), fc.integer({ min: 1, max: 9 }), (digits, at, more) => {
        const code = `${digits}${checkDigit(digits)}`;
        const wrong = (Number(code[at]) + more) % 10;
        expect(isSscc(`${code.slice(0, at)}${wrong}${code.slice(at + 1)}`)).toBe(false);
        const [one, two] = [code[at]!, code[at + 1]!];
        const swapped = `${code.slice(0, at)}${two}${one}${code.slice(at + 2)}`;
        expect(isSscc(swapped)).toBe((Number(one) - Number(two)) % 5 === 0);
      }),
    );
  });

  it('is another one for each serial, and none once all are given', () => {
    const all = Array.from({ length: 2000 }, (_, serial) => ssccOf('4012345', serial));
    expect(new Set(all).size).toBe(2000);
    expect(ssccOf('123456789012', 99_999)).toMatch(/^9123456789012/);
    expect(ssccOf('123456789012', 100_000)).toBeUndefined();
  });
});

describe('the number of a label', () => {
  it('is the order’s with a serial of the shop, until the shop has a company prefix', () => {
    expect(labelNumber(order, 17, '')).toBe('1042-17');
    expect(labelNumber(order, 17, '4012345')).toBe('040123450000000177');
  });

  it('differs whenever the serial differs', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        fc.constantFrom('', '4012345'),
        (one, other, first, second, prefix) => {
          fc.pre(first !== second);
          const [a, b] = [one, other].map((number, at) =>
            labelNumber({ prefix: '', number }, at === 0 ? first : second, prefix),
          );
          expect(a).not.toBe(b);
        },
      ),
    );
  });
});

it.each([
  ['', true],
  ['4012345', true],
  [' 0614141 ', true],
  ['123', false],
  ['1234567890123', false],
  ['40 12345', false],
])('a company prefix %j is taken: %s', (companyPrefix, taken) => {
  expect(settings.safeParse({ companyPrefix }).success).toBe(taken);
});

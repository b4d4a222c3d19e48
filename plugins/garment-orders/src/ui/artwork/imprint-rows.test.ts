import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankImprint, inkLines, readImprints } from './imprint-rows.ts';

describe('print locations of a draft', () => {
  it('[G-17] are read as typed, and as stored', () => {
    const typed = { id: 'i1', location: 'nape', width: '2,5', unit: 'mm', underbase: 'yes', files: ['f1', ''] };
    expect(readImprints({ imprints: [typed] }, 'in')[0]).toMatchObject({
      location: 'nape',
      width: '2,5',
      unit: 'mm',
      underbase: true,
      files: ['f1'],
    });
    const stored = { id: 'i1', width: 2.5, colors: 2, underbase: false, inks: [{ name: 'Red', code: '186 C' }] };
    expect(readImprints({ imprints: [stored] }, 'in')[0]).toMatchObject({
      width: '2.5',
      colors: '2',
      unit: 'in',
      underbase: false,
      inks: [{ name: 'Red', code: '186 C' }],
    });
  });

  it('are one blank row in the shop’s unit where a draft has none', () => {
    expect(readImprints({}, 'mm')).toEqual([blankImprint('i1', 'mm')]);
  });
});

describe('the ink lines of a form', () => {
  const red = { name: 'Red', code: '' };
  const none = { name: '', code: '' };

  it.each([
    ['one to type in', [], '', [none]],
    ['one more than there are', [red], '', [red, none]],
    ['as many as colors are asked for', [red], '3', [red, none, none]],
    ['no more when all are typed', [red, red], '2', [red, red, none]],
    ['one when the colors are full', [], 'full', [none]],
  ])('[G-17] are %s', (_what, inks, colors, lines) => {
    expect(inkLines(inks, colors, 12)).toEqual(lines);
  });

  it('always hold every ink that is there', () => {
    const ink = fc.record({ name: fc.constantFrom('', 'Red'), code: fc.constantFrom('', '186 C') });
    fc.assert(
      fc.property(fc.array(ink, { maxLength: 20 }), fc.constantFrom('', '2', '12', 'full', 'x'), (inks, colors) => {
        const lines = inkLines(inks, colors, 12);
        const filled = inks.findLastIndex(({ name, code }) => name !== '' || code !== '') + 1;
        expect(lines.slice(0, filled)).toEqual(inks.slice(0, filled));
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incotermCodes, incoterms, readIncoterm } from './incoterms.ts';

describe('the terms of Incoterms 2020', () => {
  it('are eleven, four of them made for the sea', () => {
    expect(incotermCodes).toHaveLength(11);
    expect(incotermCodes.filter((code) => incoterms[code].madeFor === 'sea')).toEqual(['FAS', 'FOB', 'CFR', 'CIF']);
  });

  it('have the seller pay for the carriage from C on', () => {
    for (const code of incotermCodes)
      expect(incoterms[code].carriagePaidBy).toBe(/^[CD]/.test(code) ? 'seller' : 'buyer');
  });
});

describe('a term', () => {
  it('is read with its place', () => {
    expect(readIncoterm({ code: ' dap ', place: ' Dublin  Port ' })).toEqual({
      term: { code: 'DAP', place: 'Dublin Port' },
      faults: [],
    });
  });

  it('is none where nothing is typed', () => {
    expect(readIncoterm({ code: '', place: ' ' })).toEqual({ faults: [] });
  });

  it.each([
    ['XYZ', 'Dublin', 'code incoterm-unknown', { typed: 'XYZ' }],
    ['', 'Dublin', 'code incoterm-unknown', { typed: '' }],
    ['constructor', 'Dublin', 'code incoterm-unknown', { typed: 'CONSTRUCTOR' }],
    ['DAT', 'Dublin', 'code incoterm-replaced', { code: 'DAT', now: 'DPU' }],
    ['ddu', 'Dublin', 'code incoterm-replaced', { code: 'DDU', now: 'DAP' }],
    ['DAP', ' ', 'place incoterm-place-missing', { code: 'DAP' }],
  ])('"%s" in "%s" is refused', (code, place, fault, params) => {
    const { term, faults } = readIncoterm({ code, place });
    expect(term).toBeUndefined();
    expect(faults.map((found) => [`${found.field} ${found.code}`, found.severity, found.params])).toEqual([
      [fault, 'refuse', params],
    ]);
  });

  it('made for the sea is taken with a warning', () => {
    const { term, faults } = readIncoterm({ code: 'FOB', place: 'Antwerpen' });
    expect(term).toEqual({ code: 'FOB', place: 'Antwerpen' });
    expect(faults).toMatchObject([{ code: 'incoterm-for-sea', severity: 'warn' }]);
  });

  it('whatever is typed is a term, nothing, or has a fault', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(...incotermCodes)), fc.string(), (code, place) => {
        const { term, faults } = readIncoterm({ code, place });
        const empty = code.trim() === '' && place.trim() === '';
        expect(term !== undefined || empty || faults.some(({ severity }) => severity === 'refuse')).toBe(true);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isContainerNumber, longestReference, readReferences, referenceKey, referenceTypes } from './references.ts';

describe('references', () => {
  const read = (...typed: [string, string][]) => readReferences(typed.map(([type, value]) => ({ type, value })));

  it('are read as they were typed, on one line', () => {
    expect(read(['customer', ' ACME-88123 '], ['booking', 'B 1\n2'])).toEqual({
      references: [
        { type: 'customer', value: 'ACME-88123' },
        { type: 'booking', value: 'B 1 2' },
      ],
      faults: [],
    });
  });

  it('name what is wrong by its place, and keep the others', () => {
    const long = 'x'.repeat(longestReference + 1);
    const { references, faults } = read(
      ['customer', 'A'],
      ['colour', 'B'],
      ['order', ' '],
      ['slot', long],
      ['toString', 'C'],
    );
    expect(references).toEqual([{ type: 'customer', value: 'A' }]);
    expect(faults.map(({ field, code, severity }) => [field, code, severity])).toEqual([
      ['1.type', 'reference-type-unknown', 'refuse'],
      ['2.value', 'reference-empty', 'refuse'],
      ['3.value', 'reference-long', 'refuse'],
      ['4.type', 'reference-type-unknown', 'refuse'],
    ]);
  });

  it('stand once for each type, however they are written', () => {
    const { references, faults } = read(['order', 'po-1'], ['order', ' PO-1'], ['customer', 'PO-1']);
    expect(references).toEqual([
      { type: 'order', value: 'po-1' },
      { type: 'customer', value: 'PO-1' },
    ]);
    expect(faults).toMatchObject([{ field: '1.value', code: 'reference-twice' }]);
  });

  it('of containers are taken with a warning where the check digit is wrong', () => {
    const { references, faults } = read(['container', 'CSQU 305438 3'], ['container', 'CSQU3054384']);
    expect(references).toHaveLength(2);
    expect(faults).toMatchObject([{ field: '1.value', code: 'container-number', severity: 'warn' }]);
  });

  it('have the codes of messages where messages have one', () => {
    expect(referenceTypes['bill-of-lading'].edifact).toBe('BM');
    const codes = Object.values(referenceTypes).flatMap((type) => ('edifact' in type ? [type.edifact] : []));
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe('two references', () => {
  it.each([
    ['ACME-88123', ' acme-88123 '],
    ['Acme  88', 'ACME 88'],
    ['Göteborg', 'Go\u0308teborg'],
    ['ＡＣＭＥ１', 'acme1'],
    ['STRASSE', 'straße'],
    ['STRASSE', 'STRAẞE'],
    ['ΟΔΟΣ', 'οδος'],
  ])('[T-50] are the same as "%s" and "%s"', (one, other) => {
    expect(referenceKey(one)).toBe(referenceKey(other));
  });

  it.each([
    ['ACME-1', 'ACME-2'],
    ['ACME-1', 'ACME1'],
    ['000712', '712'],
  ])('[T-50] are different as "%s" and "%s"', (one, other) => {
    expect(referenceKey(one)).not.toBe(referenceKey(other));
  });

  it('[T-50] are compared by what no letter of the world changes when it is made again', () => {
    const letters = Array.from({ length: 0x110000 }, (_, code) => code).filter(
      (code) => code < 0xd800 || code > 0xdfff,
    );
    const unstable = letters
      .map((code) => referenceKey(String.fromCodePoint(code)))
      .filter((key) => referenceKey(key) !== key);
    expect(unstable).toEqual([]);
  });

  it('[T-50] are compared by what never changes when it is made again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (typed) => {
        expect(referenceKey(referenceKey(typed))).toBe(referenceKey(typed));
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a container’s number', () => {
  it.each(['CSQU3054383', 'MSKU1234565', 'csqu 305438-3', 'TGHU7599330'])('is one: %s', (number) => {
    expect(isContainerNumber(number)).toBe(true);
  });

  it.each(['CSQU3054384', 'CSQX3054383', 'CSQU305438', '', 'CSQU30543833'])('is none: %s', (number) => {
    expect(isContainerNumber(number)).toBe(false);
  });

  it('has one check digit, whatever the rest', () => {
    const rest = fc.tuple(fc.stringMatching(/^[A-Z]{3}[UJZ]\d{6}$/), fc.constant(null)).map(([text]) => text);
    fc.assert(
      fc.property(rest, (text) => {
        const fitting = Array.from({ length: 10 }, (_, digit) => `${text}${digit}`).filter(isContainerNumber);
        expect(fitting).toHaveLength(1);
      }),
    );
  });
});

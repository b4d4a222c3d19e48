import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPackingGroup, readTunnelCode, tunnelCodes } from './codes.ts';
import type { DangerousGoods } from './dangerous-goods.ts';
import { documentText } from './document-text.ts';
import type { DangerousGoodsList } from './goods-list.ts';
import { isHazardClass } from './hazard-class.ts';
import { readDangerousGoods, type TypedDangerousGoods } from './read-dangerous-goods.ts';
import { readUnNumber } from './un-number.ts';

const nothing: TypedDangerousGoods = {
  unNumber: '',
  properName: '',
  technicalName: '',
  hazardClass: '',
  subsidiary: '',
  packingGroup: '',
  tunnelCode: '',
};
const paint: TypedDangerousGoods = {
  ...nothing,
  unNumber: 'UN 1263',
  properName: 'PAINT',
  hazardClass: '3',
  packingGroup: 'III',
  tunnelCode: 'D/E',
};
const list: DangerousGoodsList = new Map([
  [
    '1263',
    [
      { hazardClass: '3', packingGroup: 'II', tunnelCode: 'D/E' },
      { hazardClass: '3', packingGroup: 'III', tunnelCode: 'D/E' },
    ],
  ],
  ['3480', [{ hazardClass: '9', tunnelCode: 'E' }]],
]);

const faults = (
  changes: Partial<TypedDangerousGoods>,
  rules: Parameters<typeof readDangerousGoods>[1] = { carried: true },
) => readDangerousGoods({ ...paint, ...changes }, rules).faults.map(({ field, code }) => `${field} ${code}`);

describe('what is typed about dangerous goods', () => {
  it('is understood as people write it', () => {
    const typed = { unNumber: ' un1263 ', packingGroup: 'PG iii', tunnelCode: '(d/e)', subsidiary: '(6.1, 8)' };
    expect(readDangerousGoods({ ...paint, ...typed }, { carried: true })).toEqual({
      faults: [],
      goods: {
        unNumber: '1263',
        properName: 'PAINT',
        technicalName: undefined,
        hazardClass: '3',
        subsidiary: ['6.1', '8'],
        packingGroup: 'III',
        tunnelCode: 'D/E',
      },
    });
  });

  it('is nothing where nothing is typed', () => {
    expect(readDangerousGoods(nothing, { carried: false })).toEqual({ faults: [] });
  });

  it('[H17] is refused by a service that does not carry it', () => {
    expect(faults({}, { carried: false })).toEqual(['unNumber service-without-adr']);
  });

  it.each([
    [
      'a number without class and packing group',
      { hazardClass: '', packingGroup: '' },
      ['hazardClass class-missing', 'packingGroup packing-group-missing'],
    ],
    ['a number without a class', { hazardClass: ' ' }, ['hazardClass class-missing']],
    ['a number without a packing group', { packingGroup: '' }, ['packingGroup packing-group-missing']],
    ['a class without a number', { unNumber: '' }, ['unNumber un-number-missing']],
    ['a number that is in no list', { unNumber: '9999' }, ['unNumber un-number-unknown']],
    ['a number of three digits', { unNumber: '126' }, ['unNumber un-number-unknown']],
    ['no name', { properName: ' ' }, ['properName proper-name-missing']],
    ['a collective name alone', { properName: 'FLAMMABLE LIQUID, N.O.S.' }, ['technicalName technical-name-missing']],
    ['an unknown class', { hazardClass: '3.4' }, ['hazardClass class-unknown']],
    [
      'a class of explosives for a number of others',
      { hazardClass: '1.4S', packingGroup: '' },
      ['hazardClass class-differs'],
    ],
    ['another class for a number of explosives', { unNumber: '0336' }, ['hazardClass class-differs']],
    ['an unknown further danger', { subsidiary: '8, x' }, ['subsidiary subsidiary-unknown']],
    ['an unknown packing group', { packingGroup: 'IV' }, ['packingGroup packing-group-unknown']],
    [
      'a packing group of a gas',
      { unNumber: '1978', properName: 'PROPANE', hazardClass: '2.1' },
      ['packingGroup packing-group-none'],
    ],
    ['an unknown tunnel code', { tunnelCode: 'F' }, ['tunnelCode tunnel-code-unknown']],
  ])('[H17] is refused with %s', (_name, changes, expected) => {
    expect(faults(changes)).toEqual(expected);
  });

  it('[H17] is refused field by field, all of them at once', () => {
    const typed = { ...nothing, properName: 'PAINT', subsidiary: 'x', tunnelCode: 'F' };
    expect(readDangerousGoods(typed, { carried: false }).faults.map(({ code }) => code)).toEqual([
      'service-without-adr',
      'un-number-missing',
      'class-missing',
      'subsidiary-unknown',
      'packing-group-missing',
      'tunnel-code-unknown',
    ]);
  });

  it.each([
    ['a gas', { unNumber: '1978', properName: 'PROPANE', hazardClass: '2.1', tunnelCode: 'B/D' }],
    ['batteries', { unNumber: '3480', properName: 'LITHIUM ION BATTERIES', hazardClass: '9', tunnelCode: 'E' }],
    ['wet batteries', { unNumber: '2794', properName: 'BATTERIES, WET, FILLED WITH ACID', hazardClass: '8' }],
    ['fireworks', { unNumber: '0336', properName: 'FIREWORKS', hazardClass: '1.4G', tunnelCode: 'E' }],
    ['self-reactive liquids', { unNumber: '3225', properName: 'SELF-REACTIVE LIQUID TYPE D', hazardClass: '4.1' }],
  ])('needs no packing group for %s', (_name, changes) => {
    expect(faults({ ...changes, packingGroup: '' })).toEqual([]);
  });

  it('needs no tunnel code, which a document may leave out', () => {
    expect(faults({ tunnelCode: '' })).toEqual([]);
  });

  it('takes a collective name with what is in it', () => {
    expect(faults({ properName: 'FLAMMABLE LIQUID, N.O.S.', technicalName: 'acetone' })).toEqual([]);
    expect(faults({ properName: 'NOSTALGIA PAINT' })).toEqual([]);
  });
});

describe('the carrier’s list of dangerous goods', () => {
  it.each([
    ['what it holds', {}, []],
    ['another packing group that it holds', { packingGroup: 'II' }, []],
    ['no tunnel code', { tunnelCode: '' }, []],
    ['a number that it does not hold', { unNumber: '1999' }, ['unNumber un-number-not-listed']],
    ['another class', { hazardClass: '8' }, ['hazardClass class-not-listed']],
    ['a packing group that it does not hold', { packingGroup: 'I' }, ['packingGroup packing-group-not-listed']],
    ['another tunnel code', { tunnelCode: 'E' }, ['tunnelCode tunnel-code-not-listed']],
    [
      'a packing group for goods that have none',
      { unNumber: '3480', hazardClass: '9', tunnelCode: 'E' },
      ['packingGroup packing-group-not-listed'],
    ],
  ])('[H17] answers to %s', (_name, changes, expected) => {
    expect(faults(changes, { carried: true, list })).toEqual(expected);
  });

  it('[H17] says what it has instead', () => {
    const read = readDangerousGoods({ ...paint, packingGroup: 'I' }, { carried: true, list });
    expect(read.faults[0]?.params).toEqual({ unNumber: '1263', listed: 'II, III' });
    expect(read.goods).toBeUndefined();
  });
});

describe('codes', () => {
  it.each([
    ['2', false],
    ['2.1', true],
    ['9', true],
    ['1', false],
    ['1.4S', true],
    ['1.1S', false],
    ['1.6N', true],
    ['1.1N', false],
    ['1.1I', false],
    ['1.4', false],
    ['1.5D', true],
  ])('of classes: %s is one or not', (text, known) => {
    expect(isHazardClass(text)).toBe(known);
  });

  it('of numbers are four digits that the list reaches', () => {
    expect(['0004', '3560', 'UN-1263', 'UN1263'].map(readUnNumber)).toEqual(['0004', '3560', '1263', '1263']);
    expect(['0003', '3561', '12630', '', 'UN', 'NA1263'].map(readUnNumber)).toEqual(Array(6).fill(undefined));
  });

  it('of groups and tunnels are read back from how they are written', () => {
    expect(['1', 'ii', 'pg 3', '4', ''].map(readPackingGroup)).toEqual(['I', 'II', 'III', undefined, undefined]);
    expect(tunnelCodes.map((code) => readTunnelCode(`(${code.toLowerCase()})`))).toEqual([...tunnelCodes]);
    expect(['(–)', 'D/F', ''].map(readTunnelCode)).toEqual(['-', undefined, undefined]);
  });
});

describe('the text of a transport document', () => {
  const goods: DangerousGoods = {
    unNumber: '1263',
    properName: 'PAINT',
    hazardClass: '3',
    subsidiary: [],
    packingGroup: 'III',
    tunnelCode: 'D/E',
  };
  const document = { packages: '48 tins', total: '480 L', environmentallyHazardous: false };

  it.each<[string, Partial<DangerousGoods>, Partial<typeof document>]>([
    ['UN 1263 PAINT, 3, III, (D/E), 48 tins, 480 L', {}, {}],
    ['UN 1263 PAINT, 3, III, (D/E), ENVIRONMENTALLY HAZARDOUS, 48 tins, 480 L', {}, { environmentallyHazardous: true }],
    [
      'UN 1098 ALLYL ALCOHOL, 6.1 (3), I, (C/D), 2 drums, 400 L',
      {
        unNumber: '1098',
        properName: 'ALLYL ALCOHOL',
        hazardClass: '6.1',
        subsidiary: ['3'],
        packingGroup: 'I',
        tunnelCode: 'C/D',
      },
      { packages: '2 drums', total: '400 L' },
    ],
    [
      'UN 1993 FLAMMABLE LIQUID, N.O.S. (acetone), 3, III, (D/E), 48 tins, 480 L',
      { unNumber: '1993', properName: 'FLAMMABLE LIQUID, N.O.S.', technicalName: 'acetone' },
      {},
    ],
    [
      'UN 3480 LITHIUM ION BATTERIES, 9, (E), 48 tins, 480 L',
      {
        unNumber: '3480',
        properName: 'LITHIUM ION BATTERIES',
        hazardClass: '9',
        packingGroup: undefined,
        tunnelCode: 'E',
      },
      {},
    ],
    [
      'UN 3077 ENVIRONMENTALLY HAZARDOUS SUBSTANCE, SOLID, N.O.S. (zinc), 9, III, (-), 48 tins, 480 L',
      {
        unNumber: '3077',
        properName: 'ENVIRONMENTALLY HAZARDOUS SUBSTANCE, SOLID, N.O.S.',
        technicalName: 'zinc',
        hazardClass: '9',
        tunnelCode: '-',
      },
      { environmentallyHazardous: true },
    ],
    ['UN 1263 PAINT, 3, III, 48 tins, 480 L', { tunnelCode: undefined }, {}],
  ])('is %s', (text, changes, more) => {
    expect(documentText({ ...goods, ...changes }, { ...document, ...more })).toBe(text);
  });

  it('[H17] names number, name, dangers, group and tunnel in this sequence, whatever goods are taken', () => {
    const typed = fc.record({
      unNumber: fc.integer({ min: 1000, max: 3560 }).map(String),
      properName: fc.constantFrom('PAINT', 'RESIN SOLUTION'),
      technicalName: fc.constantFrom('', 'xylene'),
      hazardClass: fc.constantFrom('3', '6.1', '8', '2.1', '9', 'x'),
      subsidiary: fc.constantFrom('', '8', '6.1 8'),
      packingGroup: fc.constantFrom('', 'I', '2', 'PG III'),
      tunnelCode: fc.constantFrom('', '(D/E)', 'e', '-'),
    });
    fc.assert(
      fc.property(typed, (some) => {
        const { goods: taken } = readDangerousGoods(some, { carried: true });
        if (!taken) return;
        expect(documentText(taken, document)).toMatch(
          /^UN \d{4} [A-Z ]+( \([a-z]+\))?, [\d.]+( \([\d., ]+\))?(, I{1,3})?(, \([A-E\d/-]+\))?, 48 tins, 480 L$/,
        );
      }),
    );
  });
});

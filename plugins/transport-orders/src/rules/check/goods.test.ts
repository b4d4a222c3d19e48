import type { JsonGroup } from '@docket/sdk/content';
import { describe, expect, it } from 'vitest';
import { paint, paintAsDangerous, withLine } from '../samples.fixture.ts';
import { checked, said } from './checked.fixture.ts';

const lineOf = (change: JsonGroup) => checked(withLine(change), { dangerousGoods: true }).content!.goods[0]!;
const dangerous = (change: JsonGroup): JsonGroup => withLine({ dangerous: [{ ...paintAsDangerous, ...change }] });
const adr = { dangerousGoods: true };

describe('a line of goods', () => {
  it('keeps its figures as they were entered, beside what they are in the units of the trade', () => {
    const entered = { length: '48', width: '40"', height: '5 ft', sizeUnit: 'in', gross: '1,5 t', weightUnit: 'lb' };
    expect(lineOf({ ...entered, quantity: '2' })).toMatchObject({
      length: 48,
      width: 40,
      height: 60,
      gross: 3306.93,
      grossKg: 1499.998216,
      // 48 × 40 in, twice, on 2.4 m.
      ldm: 1.032256,
      volumeM3: 3.77558,
    });
  });

  it('takes half the floor where it may be stacked', () => {
    expect(lineOf({ stacking: 'yes' }).ldm).toBe(0.8);
    expect(lineOf({ stacking: 'top-only' }).ldm).toBe(1.6);
  });

  it('takes the floor of its own sides, or the one that was entered', () => {
    expect(lineOf({ length: '120', width: '100' }).ldm).toBe(2);
    expect(lineOf({ loadingMetres: '1,75 ldm' })).toMatchObject({ loadingMetres: 1.75, ldm: 1.75 });
  });

  it('reads a value in the currency of the shop, or in its own with the decimals that it has', () => {
    expect(lineOf({ value: '1240,5' })).toMatchObject({ value: 124_050, currency: 'EUR' });
    expect(lineOf({ value: '124000', currency: 'jpy' })).toMatchObject({ value: 124_000, currency: 'JPY' });
    expect(lineOf({ value: '', currency: 'USD' })).toMatchObject({ value: null, currency: '' });
  });

  it('reads codes of packages one a line, with spaces and identifier', () => {
    const typed = '(00) 0 0340 0000 0000 00007\n003400000000000014';
    expect(lineOf({ sscc: typed }).sscc).toEqual(['003400000000000007', '003400000000000014']);
  });

  it.each<[string, JsonGroup]>([
    ['goods goods-missing', { ...paint, goods: [] }],
    ['goods goods-many', { ...paint, goods: Array.from({ length: 201 }, () => paint.goods[0]!) }],
    ['goods.0 line-unreadable', { ...paint, goods: ['4 pallets', ...paint.goods] }],
    ['goods.0.quantity quantity-missing', withLine({ quantity: '' })],
    ['goods.0.quantity quantity-none', withLine({ quantity: '0' })],
    ['goods.0.quantity quantity-fraction', withLine({ quantity: '1,5' })],
    ['goods.0.quantity quantity-negative', withLine({ quantity: '-4' })],
    ['goods.0.quantity quantity-not-a-number', withLine({ quantity: 'four' })],
    ['goods.0.quantity quantity-ambiguous', withLine({ quantity: '1.200' })],
    ['goods.0.quantity quantity-many', withLine({ quantity: '10000' })],
    ['goods.0.package package-missing', withLine({ package: '' })],
    ['goods.0.package package-unknown', withLine({ package: 'box' })],
    ['goods.0.gross weight-missing', withLine({ gross: '' })],
    ['goods.0.gross weight-missing', withLine({ gross: '0' })],
    ['goods.0.gross weight-negative', withLine({ gross: '-1' })],
    ['goods.0.gross weight-not-a-number', withLine({ gross: 'heavy' })],
    ['goods.0.gross weight-ambiguous', withLine({ gross: '1.240' })],
    ['goods.0.gross weight-much', withLine({ gross: '100001' })],
    ['goods.0.gross weight-much', withLine({ gross: '101', weightUnit: 't' })],
    ['goods.0.weightUnit unit-unknown', withLine({ weightUnit: 'stone' })],
    ['goods.0.sizeUnit unit-unknown', withLine({ sizeUnit: 'ell' })],
    ['goods.0.stacking stacking-unknown', withLine({ stacking: 'maybe' })],
    ['goods.0.net net-over-gross', withLine({ net: '1300' })],
    ['goods.0.length measure-none', withLine({ length: '0' })],
    ['goods.0.width measure-negative', withLine({ width: '-80' })],
    ['goods.0.height measure-not-a-number', withLine({ height: 'tall' })],
    ['goods.0.height measure-much', withLine({ height: '2001' })],
    ['goods.0.length measure-ambiguous', withLine({ length: '1.200' })],
    ['goods.0.volume measure-much', withLine({ volume: '1001' })],
    ['goods.0.loadingMetres measure-none', withLine({ loadingMetres: '0' })],
    ['goods.0.temperatureMin temperature-invalid', withLine({ temperatureMin: 'cold' })],
    ['goods.0.temperatureSet temperature-far', withLine({ temperatureSet: '-101' })],
    ['goods.0.temperatureMax temperature-reversed', withLine({ temperatureMin: '2', temperatureMax: '-2' })],
    ['goods.0.temperatureSet temperature-outside', withLine({ temperatureMin: '2', temperatureSet: '1' })],
    ['goods.0.temperatureSet temperature-outside', withLine({ temperatureMax: '2', temperatureSet: '3' })],
    ['goods.0.value measure-negative', withLine({ value: '-1' })],
    ['goods.0.value measure-ambiguous', withLine({ value: '1.240' })],
    ['goods.0.currency currency-unknown', withLine({ value: '1', currency: 'XXQ' })],
    ['goods.0.sscc sscc-invalid', withLine({ sscc: '003400000000000008' })],
    ['goods.0.sscc sscc-twice', withLine({ sscc: '003400000000000007, 003400000000000007' })],
    ['goods.0.hsCode hs-code-invalid', withLine({ hsCode: '3208.1' })],
  ])('is told at its field: %s', (fault, draft) => {
    expect(said(draft)).toContain(fault);
    expect(checked(draft).content).toBeUndefined();
  });

  it('is not looked at beyond the limit: that says enough', () => {
    const many = [...Array.from({ length: 200 }, () => paint.goods[0]!), { ...paint.goods[0], gross: 'heavy' }];
    expect(said({ ...paint, goods: many })).toEqual(['goods goods-many']);
  });

  it('names the value, and the limit in the unit that it was typed in', () => {
    const { issues } = checked(withLine({ gross: '300000', weightUnit: 'lb' }));
    expect(issues[0]!.params).toEqual({ typed: '300000', most: 220_462, unit: 'lb' });
  });

  it.each<[string, JsonGroup]>([
    ['goods.0.gross package-heavy', { gross: '4100' }],
    ['goods.0.gross weight-odd', { gross: '25 t', quantity: '40' }],
    ['goods.0.volume volume-differs', { length: '120', width: '80', height: '100', volume: '9' }],
    ['goods.0.loadingMetres loading-metres-differ', { loadingMetres: '1,2' }],
  ])('is warned of and passes: %s', (fault, change) => {
    expect(said(withLine(change))).toEqual([fault]);
    expect(checked(withLine(change)).content).toBeDefined();
  });

  it('is warned of as the shop wants it', () => {
    expect(said(withLine({ gross: '4100' }), { kgPerPackage: 1025 })).toEqual([]);
    expect(said(withLine({ loadingMetres: '1,2' }), { tolerancePercent: 25 })).toEqual([]);
  });
});

describe('dangerous goods of a line', () => {
  it('pass where the service carries them', () => {
    const { content } = checked(dangerous({ limited: 'limited', environment: 'yes', subsidiary: '6.1;8' }), adr);
    expect(content!.goods[0]!.dangerous).toEqual([
      {
        ...paintAsDangerous,
        unNumber: '1263',
        subsidiary: '6.1, 8',
        limited: 'limited',
        environment: true,
      },
    ]);
  });

  it('are refused by a service without permission, and not before one is chosen', () => {
    expect(said(dangerous({}))).toEqual(['goods.0.dangerous.0.unNumber service-without-adr']);
    expect(said({ ...dangerous({}), service: '' })).toEqual(['service service-missing']);
  });

  it.each<[string, JsonGroup]>([
    ['unNumber un-number-missing', { unNumber: '' }],
    ['unNumber un-number-unknown', { unNumber: '9999' }],
    ['properName proper-name-missing', { properName: '' }],
    ['technicalName technical-name-missing', { properName: 'FLAMMABLE LIQUID, N.O.S.' }],
    ['hazardClass class-missing', { hazardClass: '' }],
    ['hazardClass class-unknown', { hazardClass: '10' }],
    ['hazardClass class-differs', { hazardClass: '1.4S', packingGroup: '' }],
    ['subsidiary subsidiary-unknown', { subsidiary: '6.1, 12' }],
    ['packingGroup packing-group-missing', { packingGroup: '' }],
    ['packingGroup packing-group-unknown', { packingGroup: 'IV' }],
    ['packingGroup packing-group-none', { hazardClass: '2.1' }],
    ['tunnelCode tunnel-code-unknown', { tunnelCode: 'Z' }],
    ['quantity amount-missing', { quantity: '' }],
    ['quantity amount-unreadable', { quantity: 'much' }],
    ['limited limited-unknown', { limited: 'few' }],
  ])('are told of at the field: %s', (fault, change) => {
    expect(said(dangerous(change), adr)).toContain(`goods.0.dangerous.0.${fault}`);
  });

  it('are named by their number, also where only the quantity is typed', () => {
    const only = withLine({ dangerous: [{ id: 'd1', quantity: '480 L' }] });
    expect(said(only, adr)).toEqual(['goods.0.dangerous.0.unNumber un-number-missing']);
  });

  it('are five at most on a line', () => {
    const six = withLine({ dangerous: Array.from({ length: 6 }, (_, at) => ({ ...paintAsDangerous, id: `d${at}` })) });
    expect(said(six, adr)).toEqual(['goods.0.dangerous dangerous-many']);
  });
});

import { refusal, type Fault } from '../fault.ts';
import type { PackingGroup, TunnelCode } from './codes.ts';
import type { DangerousGoods } from './dangerous-goods.ts';

/** One row of a list of dangerous goods; a number has a row for each of its packing groups. */
export interface ListedGoods {
  readonly hazardClass: string;
  readonly packingGroup?: PackingGroup | undefined;
  readonly tunnelCode: TunnelCode;
}

/** Rows by their UN number of four digits. */
export type DangerousGoodsList = ReadonlyMap<string, readonly ListedGoods[]>;

export type ListFaultCode =
  | 'un-number-not-listed'
  | 'class-not-listed'
  | 'packing-group-not-listed'
  | 'tunnel-code-not-listed';

/** Where goods differ from every row of their number; the first field that does, with what the list has instead. */
export function listFaults(goods: DangerousGoods, list: DangerousGoodsList): readonly Fault<ListFaultCode>[] {
  const { unNumber, hazardClass, packingGroup, tunnelCode } = goods;
  const rows = list.get(unNumber) ?? [];
  if (rows.length === 0) return [refusal('unNumber', 'un-number-not-listed', { unNumber })];
  const ofClass = rows.filter((row) => row.hazardClass === hazardClass);
  if (ofClass.length === 0)
    return [
      differs(
        'hazardClass',
        'class-not-listed',
        unNumber,
        rows.map((row) => row.hazardClass),
      ),
    ];
  const ofGroup = ofClass.filter((row) => row.packingGroup === packingGroup);
  if (ofGroup.length === 0)
    return [
      differs(
        'packingGroup',
        'packing-group-not-listed',
        unNumber,
        ofClass.map((row) => row.packingGroup ?? '–'),
      ),
    ];
  if (tunnelCode === undefined || ofGroup.some((row) => row.tunnelCode === tunnelCode)) return [];
  return [
    differs(
      'tunnelCode',
      'tunnel-code-not-listed',
      unNumber,
      ofGroup.map((row) => row.tunnelCode),
    ),
  ];
}

const differs = (
  field: string,
  code: ListFaultCode,
  unNumber: string,
  listed: readonly string[],
): Fault<ListFaultCode> => refusal(field, code, { unNumber, listed: [...new Set(listed)].join(', ') });

import { refusal, type Fault } from '../fault.ts';
import { readPackingGroup, readTunnelCode } from './codes.ts';
import type { DangerousGoods } from './dangerous-goods.ts';
import { hasNoPackingGroups, isExplosive, isHazardClass, isSubsidiary } from './hazard-class.ts';
import { listFaults, type DangerousGoodsList, type ListFaultCode } from './goods-list.ts';
import { isExplosivesNumber, isUngrouped, readUnNumber } from './un-number.ts';

/** What a customer types about dangerous goods of one line; every text may be empty. */
export interface TypedDangerousGoods {
  readonly unNumber: string;
  readonly properName: string;
  /** Names what is in goods whose proper name is a collective one, "not otherwise specified". */
  readonly technicalName: string;
  readonly hazardClass: string;
  /** Further dangers, with commas between them. */
  readonly subsidiary: string;
  readonly packingGroup: string;
  readonly tunnelCode: string;
}

export type DangerousGoodsFaultCode =
  | 'un-number-missing'
  | 'un-number-unknown'
  | 'proper-name-missing'
  | 'technical-name-missing'
  | 'class-missing'
  | 'class-unknown'
  | 'class-differs'
  | 'subsidiary-unknown'
  | 'packing-group-missing'
  | 'packing-group-unknown'
  | 'packing-group-none'
  | 'tunnel-code-unknown'
  | 'service-without-adr'
  | ListFaultCode;
type GoodsFault = Fault<DangerousGoodsFaultCode>;

/** Against what dangerous goods are read. */
export interface DangerousGoodsRules {
  /** Whether the chosen service carries dangerous goods. */
  readonly carried: boolean;
  /** The carrier's list of goods (ADR 3.2, table A). Without one, what a number stands for is not checked. */
  readonly list?: DangerousGoodsList | undefined;
}

/**
 * Reads the dangerous goods of a line as a whole (H17): every field that is wrong is named at once. There are goods where
 * nothing is refused, and neither goods nor faults where nothing is typed.
 */
export function readDangerousGoods(
  typed: TypedDangerousGoods,
  rules: DangerousGoodsRules,
): { readonly goods?: DangerousGoods; readonly faults: readonly GoodsFault[] } {
  if (Object.values(typed).every((text) => text.trim() === '')) return { faults: [] };
  const goods = understood(typed);
  const faults = [
    ...(rules.carried ? [] : [refusal('unNumber', 'service-without-adr', { typed: short(typed.unNumber) })]),
    ...numberFaults(typed, goods),
    ...nameFaults(goods),
    ...classFaults(typed, goods),
    ...groupFaults(typed, goods),
    ...tunnelFaults(typed, goods),
  ];
  // What the list says of goods that are not understood would only repeat it.
  const all = faults.length > 0 || !rules.list ? faults : listFaults(goods, rules.list);
  return all.length > 0 ? { faults: all } : { goods, faults: all };
}

const understood = (typed: TypedDangerousGoods): DangerousGoods => ({
  unNumber: readUnNumber(typed.unNumber) ?? '',
  properName: oneLine(typed.properName),
  technicalName: oneLine(typed.technicalName) || undefined,
  hazardClass: typed.hazardClass.trim().toUpperCase(),
  subsidiary: typed.subsidiary.split(/[,;()\s]+/).filter((text) => text !== ''),
  packingGroup: readPackingGroup(typed.packingGroup),
  tunnelCode: readTunnelCode(typed.tunnelCode),
});

function numberFaults(typed: TypedDangerousGoods, { unNumber }: DangerousGoods): readonly GoodsFault[] {
  if (typed.unNumber.trim() === '') return [refusal('unNumber', 'un-number-missing')];
  return unNumber === '' ? [refusal('unNumber', 'un-number-unknown', { typed: short(typed.unNumber) })] : [];
}

function nameFaults({ properName, technicalName }: DangerousGoods): readonly GoodsFault[] {
  if (properName === '') return [refusal('properName', 'proper-name-missing')];
  return isCollective(properName) && !technicalName ? [refusal('technicalName', 'technical-name-missing')] : [];
}

function classFaults(typed: TypedDangerousGoods, goods: DangerousGoods): readonly GoodsFault[] {
  const { hazardClass, unNumber } = goods;
  const unknown = goods.subsidiary.filter((text) => !isSubsidiary(text));
  const beside = unknown.map((text) => refusal('subsidiary', 'subsidiary-unknown', { typed: short(text) }));
  if (hazardClass === '') return [refusal('hazardClass', 'class-missing'), ...beside];
  if (!isHazardClass(hazardClass))
    return [refusal('hazardClass', 'class-unknown', { typed: short(typed.hazardClass) }), ...beside];
  const differs = unNumber !== '' && isExplosivesNumber(unNumber) !== isExplosive(hazardClass);
  return differs ? [refusal('hazardClass', 'class-differs', { unNumber, hazardClass }), ...beside] : beside;
}

function groupFaults(typed: TypedDangerousGoods, goods: DangerousGoods): readonly GoodsFault[] {
  const { hazardClass, packingGroup, unNumber } = goods;
  if (typed.packingGroup.trim() === '') {
    // Who says neither class nor group is told of both.
    const grouped = hazardClass === '' || (isHazardClass(hazardClass) && !hasNoPackingGroups(hazardClass));
    return grouped && !isUngrouped(unNumber) ? [refusal('packingGroup', 'packing-group-missing')] : [];
  }
  if (!packingGroup) return [refusal('packingGroup', 'packing-group-unknown', { typed: short(typed.packingGroup) })];
  return hasNoPackingGroups(hazardClass) ? [refusal('packingGroup', 'packing-group-none', { hazardClass })] : [];
}

const tunnelFaults = (typed: TypedDangerousGoods, { tunnelCode }: DangerousGoods): readonly GoodsFault[] =>
  typed.tunnelCode.trim() !== '' && !tunnelCode
    ? [refusal('tunnelCode', 'tunnel-code-unknown', { typed: short(typed.tunnelCode) })]
    : [];

/** Collective entries end in N.O.S.; nearly all of them need a technical name (ADR 3.3.1, special provision 274). */
const isCollective = (properName: string): boolean => /\bN\.?O\.?S\b/i.test(properName);

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
const short = (text: string): string => oneLine(text).slice(0, 40);

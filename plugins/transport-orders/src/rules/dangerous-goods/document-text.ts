import type { DangerousGoods } from './dangerous-goods.ts';

/** What a document says of the goods beside what they are. */
export interface GoodsOnDocument {
  /** Number and kind of packages: `12 drums`. */
  readonly packages: string;
  /** Total quantity with its unit: `480 L`. */
  readonly total: string;
  readonly environmentallyHazardous: boolean;
}

/**
 * The goods as a transport document must name them, in the prescribed sequence with nothing between (ADR 5.4.1.1.1 and
 * 5.4.1.1.18): `UN 1263 PAINT, 3, III, (D/E), 12 drums, 480 L`.
 */
export function documentText(goods: DangerousGoods, document: GoodsOnDocument): string {
  const { packages, total } = document;
  const environment =
    document.environmentallyHazardous && !named.has(goods.unNumber) ? 'ENVIRONMENTALLY HAZARDOUS' : '';
  return [
    `UN ${goods.unNumber} ${nameOf(goods)}`,
    dangersOf(goods),
    goods.packingGroup,
    goods.tunnelCode && `(${goods.tunnelCode})`,
    environment,
    packages,
    total,
  ]
    .filter(Boolean)
    .join(', ');
}

/** Goods whose very name says that they are environmentally hazardous. */
const named: ReadonlySet<string> = new Set(['3077', '3082']);

const nameOf = ({ properName, technicalName }: DangerousGoods): string =>
  technicalName ? `${properName} (${technicalName})` : properName;

const dangersOf = ({ hazardClass, subsidiary }: DangerousGoods): string =>
  subsidiary.length > 0 ? `${hazardClass} (${subsidiary.join(', ')})` : hazardClass;

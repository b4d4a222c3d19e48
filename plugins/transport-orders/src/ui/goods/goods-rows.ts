import type { Json } from '@docket/sdk';
import { groupOf, listOf, textOf } from '@docket/sdk/content';

/** A line of goods as it is being typed. */
export interface GoodsRow {
  readonly id: string;
  quantity: string;
  package: string;
  description: string;
  weightKg: string;
}

/** A line nobody has typed in. */
export const blankRow = (id: string): GoodsRow => ({ id, quantity: '', package: '', description: '', weightKg: '' });

/** The lines of a draft; a form always shows at least one. */
export function readRows(content: Json): GoodsRow[] {
  const rows = listOf(groupOf(content)['goods']).map((row, index) => readRow(row, `g${index + 1}`));
  return rows.length > 0 ? rows : [blankRow('g1')];
}

function readRow(value: Json, fallbackId: string): GoodsRow {
  const row = groupOf(value);
  return {
    id: textOf(row['id']) || fallbackId,
    quantity: textOf(row['quantity']),
    package: textOf(row['package']),
    description: textOf(row['description']),
    weightKg: textOf(row['weightKg']),
  };
}

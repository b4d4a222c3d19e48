import { isTicked } from '@docket/sdk/content';
import { documentText } from '#rules/dangerous-goods/document-text.ts';
import { readDangerousGoods } from '#rules/dangerous-goods/read-dangerous-goods.ts';
import type { DangerousRow } from './goods-rows.ts';

/**
 * Dangerous goods as the transport document will name them; nothing until what is typed can be read. `packages` are their
 * number and kind, in words: `12 drums`.
 */
export function documentLine(row: DangerousRow, packages: string): string | undefined {
  const { goods } = readDangerousGoods(row, { carried: true });
  return (
    goods && documentText(goods, { packages, total: row.quantity, environmentallyHazardous: isTicked(row.environment) })
  );
}

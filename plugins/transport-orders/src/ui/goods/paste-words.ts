import type { Translate } from '@docket/ui';
import { stackings } from '#rules/goods/load.ts';
import { packages } from '#rules/packages.ts';
import { fieldLabel } from '../field-label.ts';
import { goodsColumns } from './goods-columns.ts';
import type { PasteWords } from './pasted-goods.ts';

/** The words of the page that heads of columns and choices in a pasted block are known by. */
export const pasteWords = (t: Translate): PasteWords => ({
  columns: byId(goodsColumns, (column) => fieldLabel(t, `goods.${column}`)),
  package: byId(packages, (id) => t(`transport.package.${id}`)),
  stacking: byId(stackings, (id) => t(`transport.stacking.${id}`)),
});

const byId = <Id extends string>(ids: readonly Id[], words: (id: Id) => string): Record<Id, string> =>
  Object.fromEntries(ids.map((id) => [id, words(id)])) as Record<Id, string>;

import type { ShownValue } from '@docket/sdk';
import type { Translate } from '@docket/ui';

/** What a work is called: what it is made on, and where on that, since one garment may have several. */
export function workName(t: Translate, { name, place }: { readonly name: string; readonly place: ShownValue }): string {
  const where = wordsOf(t, place);
  return where === '' ? name : t('proofs.ui.work', { name, place: where });
}

/** Places are said in words; whatever else one is stands in its table alone. */
function wordsOf(t: Translate, value: ShownValue): string {
  if (value.type === 'text') return value.text;
  return value.type === 'words' ? t(value.key, value.values) : '';
}

import type { Translate } from '@docket/ui';
import type { GarmentRow } from './garment-rows.ts';

/** What a garment is called in lists: `Gildan 5000, Sport Grey`; its type where nothing else is typed. */
export function garmentName(row: Pick<GarmentRow, 'type' | 'brand' | 'style' | 'colorway'>, t: Translate): string {
  const goods = [row.brand, row.style]
    .map((word) => word.trim())
    .filter(Boolean)
    .join(' ');
  const type = row.type === '' ? '' : t(`garment.type.${row.type}`);
  return [goods || type, row.colorway.trim()].filter(Boolean).join(', ');
}

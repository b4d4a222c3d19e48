import type { ShownValue, Tenant, Work } from '@docket/sdk';
import type { Translate } from '@docket/sdk/messages';
import { shownText } from '@docket/sdk/question-name';
import type { Box } from './picture.ts';

/** How values are written: the shop's words, and its customs. */
export interface Speech {
  readonly words: Translate;
  readonly tenant: Pick<Tenant, 'locale' | 'units'>;
}

/** A value as it is read in a line of text. */
export const spoken = (value: ShownValue, { words, tenant: { locale } }: Speech): string =>
  shownText(value, { words, locale });

/** What a work is called, with its place where it has one. */
export function nameOf({ name, place }: Pick<Work, 'name' | 'place'>, speech: Speech): string {
  const where = spoken(place, speech);
  return where === '' ? name : speech.words('proofs.ui.work', { name, place: where });
}

/** What stands below a composed mockup: which garment, where on it and how large, and whether its color is shown. */
export function captionOf(work: Work, size: Box, speech: Speech): readonly string[] {
  const { words, tenant } = speech;
  const [width, height] = [size.width, size.height].map((inches) => lengthOf(inches, speech));
  return [
    work.name,
    `${spoken(work.place, speech)} · ${words(`proofs.compose.size.${tenant.units}`, { width: width ?? '', height: height ?? '' })}`,
    ...(work.drawing?.shade === null ? [words('proofs.compose.no-shade')] : []),
  ];
}

const lengthOf = (inches: number, { tenant: { locale, units } }: Speech): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: units === 'mm' ? 1 : 2 }).format(
    units === 'mm' ? inches * 25.4 : inches,
  );

/** What an inch is called. */
export const inchOf = ({ words, tenant: { units } }: Speech): string => words(`proofs.compose.inch.${units}`);

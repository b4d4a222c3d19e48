import type { Translate } from '@docket/ui';

/** The label of the field at a path, in the words that the review and the order use too: `garments.0.brand`. */
export const fieldLabel = (t: Translate, path: string): string =>
  t(`garment.field.${path.replaceAll(/\.\d+(?=\.|$)/g, '')}`);

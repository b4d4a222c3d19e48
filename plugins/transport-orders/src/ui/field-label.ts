import type { Translate } from '@docket/ui';

/** The label of the field at a path, in the words that the review and the order use too: `goods.0.quantity`. */
export const fieldLabel = (t: Translate, path: string): string =>
  t(`transport.field.${path.replaceAll(/\.\d+(?=\.|$)/g, '')}`);

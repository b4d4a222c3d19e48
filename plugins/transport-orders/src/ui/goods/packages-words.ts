import type { Translate } from '@docket/ui';
import { isPackage } from '#rules/packages.ts';

/** Number and kind of packages as a document names them: `12 × Drum`; empty where either is not known. */
export const packagesWords = (t: Translate, quantity: number, kind: string): string =>
  quantity > 0 && isPackage(kind)
    ? t('transport.ui.packages', { quantity, package: t(`transport.package.${kind}`) })
    : '';

import { readScope } from '#lib/server/scope.ts';
import type { LayoutServerLoad } from './$types';

/** What every page knows: the shop, its language and its words. */
export const load: LayoutServerLoad = ({ locals }) => {
  const { shop, base, words, isExposed } = readScope();
  return {
    base,
    isExposed,
    language: locals.language,
    shopName: shop?.name ?? '',
    timeZone: shop?.timeZone ?? 'UTC',
    units: shop?.units ?? 'mm',
    words,
  };
};

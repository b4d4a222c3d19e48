import { pageEntries } from '#lib/entries/page-entries.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
  const [view, blocks] = await Promise.all([pageEntries(data.view), pageEntries(data.blocks)]);
  return { ...data, view, blocks };
};

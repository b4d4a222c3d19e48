import { pageEntries } from '#lib/entries/page-entries.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => ({ ...data, blocks: await pageEntries(data.blocks) });

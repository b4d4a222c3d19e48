import { pageEntries } from '#lib/entries/page-entries.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => ({ ...data, entries: await pageEntries(data.entries) });

import { panelsOf } from '#lib/panels.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => ({
  ...data,
  settings: data.formEntries[0]?.settings ?? {},
  panels: await panelsOf(data.formEntries),
});

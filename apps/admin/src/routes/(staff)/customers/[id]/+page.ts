import { panelsOf } from '#lib/panels.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => ({ ...data, panels: await panelsOf(data.panelEntries) });

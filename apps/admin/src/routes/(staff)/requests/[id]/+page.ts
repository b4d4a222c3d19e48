import { panelsOf } from '#lib/panels.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
  const { units } = await parent();
  const { request, files } = data;
  const shown = { content: request.content, files, audience: 'staff', units };
  return { ...data, view: await panelsOf(data.viewEntries, shown) };
};

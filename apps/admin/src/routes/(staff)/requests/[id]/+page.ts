import { panelsOf } from '#lib/panels.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
  const { units } = await parent();
  const { request, files } = data;
  const shown = { files, audience: 'staff', units };
  const [view, sent] = await Promise.all([
    panelsOf(data.viewEntries, { ...shown, content: request.content }),
    // Beside what staff corrected of it.
    data.changes.length > 0 ? panelsOf(data.viewEntries, { ...shown, content: request.submitted }) : [],
  ]);
  return { ...data, view, sent };
};

import { panelsOf } from '#lib/panels.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
  const { order, files, changes, units } = await parent();
  const [view, main, side] = await Promise.all([
    panelsOf(data.viewEntries, { content: order.content, files, audience: 'staff', units, changes }),
    panelsOf(data.mainEntries),
    panelsOf(data.sideEntries),
  ]);
  const { done, refusedUpload } = data;
  return { done, refusedUpload, questions: data.questions, view, main, side };
};

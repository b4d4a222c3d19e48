import { panelsOf } from '#lib/panels.ts';
import type { PageLoad } from './$types';

/** Paper runs no script. */
export const csr = false;

/**
 * The built page never runs in the browser, so its client code names no entry: kit would otherwise take styles that the
 * page shares with an entry for the entry's alone, and leave them out.
 */
const drawnOnServer: typeof panelsOf =
  import.meta.env.SSR || import.meta.env.DEV ? panelsOf : () => Promise.resolve([]);

export const load: PageLoad = async ({ data, parent }) => {
  const { units } = await parent();
  const { order, files, changes } = data;
  const shown = { content: order.content, files, audience: 'staff', units, changes };
  return { ...data, view: await drawnOnServer(data.viewEntries, shown) };
};

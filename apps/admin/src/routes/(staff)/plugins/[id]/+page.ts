import { panelsOf } from '#lib/panels.ts';
import { wordsIn } from '#lib/words.ts';
import type { PageLoad } from './$types';

/** The translator of the plugin's own words cannot travel: it is made on both sides. So are its panels. */
export const load: PageLoad = async ({ data: { words, panels, ...data }, parent }) => {
  const { language } = await parent();
  const drawn = await Promise.all(panels.map(({ name, settings, ...props }) => panelsOf([{ name, settings }], props)));
  return { ...data, say: wordsIn(language, words), panels: drawn.flat() };
};

import { wordsIn } from '#lib/words.ts';
import type { PageLoad } from './$types';

/** The translator of the plugin's own words cannot travel: it is made on both sides. */
export const load: PageLoad = async ({ data: { words, ...data }, parent }) => {
  const { language } = await parent();
  return { ...data, say: wordsIn(language, words) };
};

import { wordsIn } from '#lib/words.ts';
import type { LayoutLoad } from './$types';

/** The translator cannot travel: it is made of the words on both sides. */
export const load: LayoutLoad = ({ data: { words, ...data } }) => ({
  ...data,
  translate: wordsIn(data.language, words),
});

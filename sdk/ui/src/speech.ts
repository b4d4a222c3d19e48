import type { Speech } from '@docket/sdk/question-name';
import { usePlace } from './place.ts';
import { useWords } from './words.ts';

/** How the page says things: its words, in the reader's language. Throws where no layout above has given them. */
export function useSpeech(): Speech {
  const [words, place] = [useWords(), usePlace()];
  return {
    words,
    get locale() {
      return place.locale;
    },
  };
}

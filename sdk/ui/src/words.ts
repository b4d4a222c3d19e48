import { createContext } from 'svelte';

/** Looks a message up and fills it; the same shape as the translator of the SDK. */
export type Translate = (key: string, params?: Readonly<Record<string, string | number>>) => string;

const [read, write] = createContext<Translate>();

/** Gives the components below their words (keys `ui.*`, English in messages/en.json, and `record.*`, in `@docket/sdk/record-words`). Call it once, in the root layout. */
export function setWords(translate: Translate): void {
  write(translate);
}

/** The words of one value of a choice (see `words` of settings and fields); a value without words is shown as it is. */
export function choiceWords(translate: (key: string) => string, words: string | undefined, value: string): string {
  if (words === undefined) return translate(value);
  const key = `${words}.${value}`;
  const said = translate(key);
  return said === key ? value : said;
}

/** The words of the page. Throws when no layout above has called `setWords`. */
export function useWords(): Translate {
  return read();
}

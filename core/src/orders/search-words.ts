import * as z from 'zod';

/** What orders are looked for by, as it is typed; empty for all. */
export const Search = z.string().trim().max(100).default('');

/** The words of a search as patterns that each stand anywhere; `%`, `_` and `\` are themselves. */
export const wordsIn = (search: string): string[] =>
  search
    .split(/\s+/)
    .slice(0, 8)
    .map((word) => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);

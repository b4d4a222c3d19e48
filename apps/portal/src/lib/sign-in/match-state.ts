import type { Told } from '#lib/page/refusal-words.ts';

/** What came of typing an address where it alone lets in. */
export interface MatchState {
  readonly email: string;
  readonly refusal: Told | null;
}

/** Reads what a page's action answered; the start when it was another one. */
export const matchStateOf = (answer: object | null | undefined): MatchState =>
  answer && 'match' in answer ? (answer.match as MatchState) : { email: '', refusal: null };

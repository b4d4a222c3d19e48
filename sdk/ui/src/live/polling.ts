import { ageOfPage, type Hint, type Source } from './hint.ts';
import { isSeen, pauseUnlessHidden } from './visibility.ts';

/** Milliseconds from one question to the next; doubled for each in a row that nobody answers, but the first, up to the longest. */
const usual = 30_000;
const longest = 300_000;
/** Answers after which a stream is worth another try. */
const enough = 10;

/** `again`: a stream may be tried, or the page is hidden. `refused`: nobody is signed in any more. */
export type Polled = 'again' | 'refused';

/** Asks now and then what has changed, for as long as the page is looked at. */
export async function poll(source: Source): Promise<Polled> {
  let [answers, failures] = [0, 0];
  while (answers < enough && isSeen() && !source.signal.aborted) {
    const answer = await ask(source);
    if (answer === 'refused') return answer;
    // The server is back.
    if (answer === 'answered' && failures > 0) return 'again';
    if (answer === 'answered') answers += 1;
    else failures += 1;
    await pauseUnlessHidden(Math.min(usual * 2 ** Math.max(0, failures - 1), longest), source.signal);
  }
  return 'again';
}

async function ask(source: Source): Promise<'answered' | 'failed' | 'refused'> {
  const { address, mark, signal, hear } = source;
  const query = new URLSearchParams({ since: mark, age: String(ageOfPage()) });
  try {
    const response = await fetch(`${address}?${query}`, { signal });
    if ([401, 403, 404].includes(response.status)) return 'refused';
    if (!response.ok) return 'failed';
    const answer = (await response.json()) as { readonly mark: string; readonly hints: readonly Hint[] };
    source.mark = answer.mark;
    answer.hints.forEach(hear);
    return 'answered';
  } catch {
    // The server is away, or it is over: both show at the next turn.
    return 'failed';
  }
}

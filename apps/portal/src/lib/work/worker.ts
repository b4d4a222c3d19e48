import { solve } from './solve.ts';

/** Solves the one puzzle it is sent, beside the page, and answers the solution. */
addEventListener('message', ({ data }: MessageEvent<{ readonly draft: string; readonly puzzle: string }>) => {
  postMessage(solve(data.draft, data.puzzle));
});

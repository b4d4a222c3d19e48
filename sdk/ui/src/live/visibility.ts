export const isSeen = (): boolean => document.visibilityState === 'visible';

/** Resolves once the page is looked at, or it is over. */
export const untilSeen = (signal: AbortSignal): Promise<void> =>
  isSeen() ? Promise.resolve() : nextChange(signal).then(() => (signal.aborted ? undefined : untilSeen(signal)));

/** Waits so many milliseconds, and no longer than the page is looked at. */
export function pauseUnlessHidden(milliseconds: number, signal: AbortSignal): Promise<void> {
  const time = new AbortController();
  const timer = setTimeout(() => time.abort(), milliseconds);
  return nextChange(AbortSignal.any([signal, time.signal])).finally(() => clearTimeout(timer));
}

/** Resolves when the page is hidden or shown, or the signal fires. */
function nextChange(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const heard = new AbortController();
    const done = (): void => {
      heard.abort();
      resolve();
    };
    document.addEventListener('visibilitychange', done, { signal: heard.signal });
    signal.addEventListener('abort', done, { signal: heard.signal });
    if (signal.aborted) done();
  });
}

import { ageOfPage, type Hint, type Source } from './hint.ts';

/** Failures in a row after which the stream is given up for a while. */
const most = 3;
/** Milliseconds to wait where the browser does not try again by itself: the server has refused. */
const pause = 3000;

/** Hears the server's stream. Resolves when it has failed three times in a row, or when it is over. */
export function readStream(source: Source): Promise<void> {
  const { address, signal } = source;
  return new Promise((resolve) => {
    let failures = 0;
    let stream: EventSource | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;

    function end(): void {
      clearTimeout(again);
      stream?.close();
      resolve();
    }

    function open(): void {
      stream = new EventSource(`${address}?age=${ageOfPage()}`);
      stream.addEventListener('open', () => void (failures = 0));
      stream.addEventListener('message', ({ data, lastEventId }: MessageEvent<string>) => {
        source.mark = lastEventId;
        source.hear(JSON.parse(data) as Hint);
      });
      stream.addEventListener('error', () => {
        failures += 1;
        if (failures >= most) end();
        else if (stream?.readyState === EventSource.CLOSED) again = setTimeout(open, pause);
      });
    }

    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    else open();
  });
}

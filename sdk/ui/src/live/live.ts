import type { Hint, Source } from './hint.ts';
import { poll } from './polling.ts';
import { gatherHints } from './gathering.ts';
import { readStream } from './stream.ts';
import { joinTabs } from './tabs.ts';
import { untilSeen } from './visibility.ts';

interface Listening {
  /** Of the shop's door, e.g. `/s/inkwell/live`. */
  readonly address: string;
  /** Called with what changed, once for all that came together, and only while the page is looked at. */
  readonly hear: (hints: readonly Hint[]) => void;
}

/**
 * Hears of changes until the answer is called. The tabs of a browser have one stream between them: whichever holds a lock
 * reads it and tells the others. Without locks, or while there is no stream, is asked every half minute.
 */
export function openLive({ address, hear }: Listening): () => void {
  const { add, close } = gatherHints(hear);
  const leaving = new AbortController();
  let end = begin(address, add);
  // A page that may be shown again must hold neither a lock nor a connection.
  addEventListener('pagehide', () => end(), { signal: leaving.signal });
  addEventListener(
    'pageshow',
    ({ persisted }) => {
      if (!persisted) return;
      end = begin(address, add);
      add({ event: `shown ${performance.now()}`, what: 'everything' });
    },
    { signal: leaving.signal },
  );
  return () => {
    leaving.abort();
    end();
    close();
  };
}

function begin(address: string, hear: (hint: Hint) => void): () => void {
  const over = new AbortController();
  const tabs = joinTabs(address, hear);
  const source: Source = {
    address,
    signal: over.signal,
    mark: '',
    hear(hint) {
      hear(hint);
      tabs.tell(hint);
    },
  };
  void follow(source, over);
  return () => {
    over.abort();
    tabs.close();
  };
}

async function follow(source: Source, over: AbortController): Promise<void> {
  // Only where the page came by https, or from this machine.
  const { locks } = navigator as { readonly locks?: LockManager };
  while (!over.signal.aborted) {
    const polled = await (locks ? inTurn(locks, source) : untilSeen(source.signal).then(() => poll(source)));
    if (polled === 'refused') over.abort();
    // A hidden tab leaves the asking to one that is looked at.
    else await untilSeen(source.signal);
  }
}

/** As the one tab of the browser that may: hears the stream, and asks when there is none. */
async function inTurn(locks: LockManager, source: Source) {
  try {
    return await locks.request(`docket ${source.address}`, { signal: source.signal }, async () => {
      await readStream(source);
      return source.signal.aborted ? 'again' : poll(source);
    });
  } catch (error) {
    if (source.signal.aborted) return 'again';
    throw error;
  }
}

import type { Hint } from './hint.ts';
import { isSeen } from './visibility.ts';

/** Milliseconds in which what comes is told together. */
const together = 150;
/** Events that are remembered, so that none is told twice. */
const kept = 500;

interface Gathering {
  readonly add: (hint: Hint) => void;
  readonly close: () => void;
}

/** Gathers hints: once each, together, and not before the page is looked at. */
export function gatherHints(hear: (hints: readonly Hint[]) => void): Gathering {
  const known = new Set<string>();
  const over = new AbortController();
  let waiting: Hint[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tell(): void {
    timer = undefined;
    if (!isSeen() || waiting.length === 0) return;
    const hints = waiting;
    waiting = [];
    hear(hints);
  }

  document.addEventListener('visibilitychange', tell, { signal: over.signal });
  return {
    add(hint: Hint): void {
      if (known.has(hint.event)) return;
      known.add(hint.event);
      if (known.size > kept) known.delete(known.values().next().value!);
      waiting.push(hint);
      timer ??= setTimeout(tell, together);
    },
    close(): void {
      over.abort();
      clearTimeout(timer);
    },
  };
}

import { ageOfPage, type Hint } from './hint.ts';

/** What tabs of one browser say to each other: something changed, or which changes did a young page miss. */
type Said = { readonly hint: Hint } | { readonly age: number };

/** The tabs of a browser that show the same door of the same shop. */
export interface Tabs {
  /** Tells the others what this one has heard. */
  tell(hint: Hint): void;
  close(): void;
}

/** Changes that are kept for a tab whose page was on its way when they were told. */
const kept = 50;

export function joinTabs(address: string, hear: (hint: Hint) => void): Tabs {
  const channel = new BroadcastChannel(`docket ${address}`);
  const told: { readonly hint: Hint; readonly at: number }[] = [];
  // eslint-disable-next-line unicorn/require-post-message-target-origin -- a channel has the origin of its page
  const say = (said: Said): void => channel.postMessage(said);
  channel.addEventListener('message', ({ data }: MessageEvent<Said>) => {
    if ('hint' in data) return hear(data.hint);
    const from = performance.now() - data.age;
    for (const { hint, at } of told) if (at >= from) say({ hint });
  });
  say({ age: ageOfPage() });
  return {
    tell(hint) {
      told.push({ hint, at: performance.now() });
      if (told.length > kept) told.shift();
      say({ hint });
    },
    close: () => channel.close(),
  };
}

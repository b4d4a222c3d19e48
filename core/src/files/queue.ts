/** Work that waits for its turn. */
export interface Queue<Item> {
  add(item: Item): void;
  /** Resolves when nothing waits and nothing runs. */
  settle(): Promise<void>;
  /** Forgets what waits; what runs goes on. */
  clear(): void;
}

/** A queue that runs `work` on at most `width` items at once, oldest first. `work` must not reject. */
export function createQueue<Item>(width: number, work: (item: Item) => Promise<void>): Queue<Item> {
  const waiting: Item[] = [];
  const running = new Set<Promise<void>>();

  function next(): void {
    while (running.size < width && waiting.length > 0) {
      const turn = work(waiting.shift()!).finally(() => {
        running.delete(turn);
        next();
      });
      running.add(turn);
    }
  }

  return {
    add: (item) => {
      waiting.push(item);
      next();
    },
    settle: async () => {
      while (running.size > 0) await Promise.all(running);
    },
    clear: () => void (waiting.length = 0),
  };
}

/** Work that waits for its turn. */
export interface Queue<Item> {
  /** Puts an item last; one that waits or runs already is not put there again. */
  add(item: Item): void;
  /** Resolves when nothing waits and nothing runs. */
  settle(): Promise<void>;
  /** Forgets what waits; what runs goes on. */
  clear(): void;
}

/** A queue that runs `work` on at most `width` items at once, oldest first. `work` must not reject. */
export function createQueue<Item extends { readonly id: string }>(
  width: number,
  work: (item: Item) => Promise<void>,
): Queue<Item> {
  const waiting = new Map<string, Item>();
  const running = new Map<string, Promise<void>>();

  function next(): void {
    for (const [id, item] of waiting) {
      if (running.size >= width) return;
      waiting.delete(id);
      const turn = work(item).finally(() => {
        running.delete(id);
        next();
      });
      running.set(id, turn);
    }
  }

  return {
    add: (item) => {
      if (waiting.has(item.id) || running.has(item.id)) return;
      waiting.set(item.id, item);
      next();
    },
    settle: async () => {
      while (running.size > 0) await Promise.all(running.values());
    },
    clear: () => waiting.clear(),
  };
}

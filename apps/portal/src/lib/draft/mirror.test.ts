import { describe, expect, it } from 'vitest';
import { createMirror } from './mirror.ts';
import type { Kept, Shelf } from './mirror.ts';

const kept = (text: string): Kept => ({ entries: [['title', text]], base: 2, at: 1 });

function memory(): Shelf & { readonly held: Map<string, unknown>; writes: number } {
  const held = new Map<string, unknown>();
  const shelf = {
    held,
    writes: 0,
    get: (key: string) => Promise.resolve(held.get(key)),
    set: async (key: string, value: unknown) => {
      shelf.writes += 1;
      await Promise.resolve();
      if (value === undefined) held.delete(key);
      else held.set(key, value);
    },
  };
  return shelf;
}

describe('what is typed, kept on the device', () => {
  it('comes back on the next page', async () => {
    const shelf = memory();
    await createMirror(shelf, 'd/basics').write(kept('Tees'));
    expect(await createMirror(shelf, 'd/basics').read()).toEqual(kept('Tees'));
    expect(await createMirror(shelf, 'd/artwork').read()).toBeUndefined();
  });

  it('writes only the newest of many keys', async () => {
    const shelf = memory();
    const mirror = createMirror(shelf, 'd/basics');
    await Promise.all(['T', 'Te', 'Tee', 'Tees'].map((text) => mirror.write(kept(text))));
    expect(shelf.writes).toBe(2);
    expect(await mirror.read()).toEqual(kept('Tees'));
  });

  it('forgets what the server has', async () => {
    const shelf = memory();
    const mirror = createMirror(shelf, 'd/basics');
    await mirror.write(kept('Tees'));
    await mirror.write(undefined);
    expect(shelf.held.size).toBe(0);
  });

  it('does without a device that keeps nothing', async () => {
    const broken: Shelf = {
      get: () => Promise.reject(new Error('private window')),
      set: () => Promise.reject(new Error('private window')),
    };
    const mirror = createMirror(broken, 'd/basics');
    await mirror.write(kept('Tees'));
    expect(await mirror.read()).toBeUndefined();
  });

  it('takes nothing that it did not write', async () => {
    const shelf = memory();
    shelf.held.set('d/basics', { title: 'from an older release' });
    expect(await createMirror(shelf, 'd/basics').read()).toBeUndefined();
  });
});

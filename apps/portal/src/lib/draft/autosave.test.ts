import type { Refusal } from '@docket/sdk/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAutosave, pause, waits } from './autosave.ts';
import type { Saved, SaveStatus } from './autosave.ts';
import type { FormEntries } from './form-entries.ts';

const refusal = (code: string, status: number, details: unknown = null): Refusal => ({
  code,
  status,
  params: {},
  details,
  message: code,
});

/** A form with one field, and a server that does what the test says. */
function setUp(answer: (base: number, keepMine: boolean) => Promise<Saved>) {
  const form = { title: 'Tees' };
  const told: SaveStatus[] = [];
  const mirrored: (FormEntries | null)[] = [];
  const read = (): FormEntries => [['title', form.title]];
  const save = vi.fn<(entries: FormEntries, base: number, keepMine: boolean) => Promise<Saved>>(
    (_entries, base, keepMine) => answer(base, keepMine),
  );
  const autosave = createAutosave({
    version: 3,
    entries: read(),
    save,
    read,
    refusalOf: (error) => error as Refusal,
    tell: (status) => told.push(status),
    mirror: (entries) => mirrored.push(entries),
  });
  const type = (text: string): void => {
    form.title = text;
    autosave.touch();
  };
  return { autosave, save, told, mirrored, type, types: () => told.map(({ type: name }) => name) };
}

const works = (base: number): Promise<Saved> => Promise.resolve({ version: base + 1, savedAt: '2026-04-10T14:05:00Z' });

describe('saving a part while it is typed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('saves once, a moment after the last key', async () => {
    const { save, type, types } = setUp(works);
    type('T');
    await vi.advanceTimersByTimeAsync(pause - 1);
    type('To');
    await vi.advanceTimersByTimeAsync(pause - 1);
    expect(save).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(save).toHaveBeenCalledExactlyOnceWith([['title', 'To']], 3, false);
    expect(types().at(-1)).toBe('saved');
  });

  it('sends the version of its own last save, so that a part never conflicts with itself', async () => {
    const { autosave, save, type } = setUp(works);
    type('A');
    await autosave.flush();
    type('B');
    await autosave.flush();
    expect(save.mock.calls.map(([, base]) => base)).toEqual([3, 4]);
    expect(autosave.version()).toBe(5);
  });

  it('sends what was typed during a save afterwards, never beside it', async () => {
    let release: (() => void) | undefined;
    let running = 0;
    const { autosave, save, type } = setUp(async (base) => {
      expect(++running).toBe(1);
      await new Promise<void>((done) => (release = done));
      running -= 1;
      return works(base);
    });
    type('A');
    const first = autosave.flush();
    type('B');
    const second = autosave.flush();
    release?.();
    await vi.advanceTimersByTimeAsync(0);
    release?.();
    await Promise.all([first, second]);
    expect(save.mock.calls.map(([entries]) => entries[0]?.[1])).toEqual(['A', 'B']);
  });

  it('keeps what is typed on the device until the server has it', async () => {
    const { autosave, mirrored, type } = setUp(works);
    type('A');
    expect(mirrored).toEqual([[['title', 'A']]]);
    await autosave.flush();
    expect(mirrored.at(-1)).toBeNull();
  });

  it('forgets what was taken back', async () => {
    const { save, mirrored, type, types } = setUp(works);
    type('A');
    type('Tees');
    await vi.advanceTimersByTimeAsync(pause * 2);
    expect(save).not.toHaveBeenCalled();
    expect(mirrored.at(-1)).toBeNull();
    expect(types().at(-1)).toBe('idle');
  });

  it('tries again by itself while nobody answers, slower each time', async () => {
    let answers = 0;
    const { save, type, types } = setUp((base) =>
      ++answers < 3 ? Promise.reject(refusal('network.down', 0)) : works(base),
    );
    type('A');
    await vi.advanceTimersByTimeAsync(pause);
    expect(types().at(-1)).toBe('offline');
    await vi.advanceTimersByTimeAsync(waits[0]);
    expect(save).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(waits[1]);
    expect(types().at(-1)).toBe('saved');
  });

  it('stops at a conflict until somebody chooses', async () => {
    const details = { theirs: { title: 'B' }, mine: { title: 'A' }, version: 4 };
    const { autosave, save, told, type } = setUp((base, keepMine) =>
      keepMine ? works(base) : Promise.reject(refusal('draft.changed-elsewhere', 409, details)),
    );
    type('A');
    expect(await autosave.flush()).toBe(false);
    expect(told.at(-1)).toEqual({ type: 'conflict', conflict: { theirs: { title: 'B' }, mine: { title: 'A' } } });
    type('AA');
    await vi.advanceTimersByTimeAsync(pause * 4);
    expect(save).toHaveBeenCalledTimes(1);
    expect(await autosave.keepMine()).toBe(true);
    expect(save).toHaveBeenLastCalledWith([['title', 'AA']], 3, true);
    expect(told.at(-1)?.type).toBe('saved');
  });

  it('says what is refused, and tries again with the next key', async () => {
    let answers = 0;
    const { autosave, type, told } = setUp((base) =>
      ++answers === 1 ? Promise.reject(refusal('draft.too-large', 413)) : works(base),
    );
    type('A long text');
    await autosave.flush();
    expect(told.at(-1)).toMatchObject({ type: 'refused', refusal: { code: 'draft.too-large' } });
    type('short');
    expect(await autosave.flush()).toBe(true);
  });

  it('has nothing to do when nothing was typed', async () => {
    const { autosave, save } = setUp(works);
    expect(await autosave.flush()).toBe(true);
    expect(autosave.isDirty()).toBe(false);
    expect(save).not.toHaveBeenCalled();
  });

  it('goes on saying what it said, as long as nothing else is typed: a field that is left tells of itself again', async () => {
    const kept = setUp(works);
    kept.type('To');
    await vi.advanceTimersByTimeAsync(pause);
    kept.autosave.touch();
    expect(kept.types().at(-1)).toBe('saved');

    const gone = setUp(() => Promise.reject(refusal('draft.sent', 409)));
    gone.type('To');
    await vi.advanceTimersByTimeAsync(pause);
    gone.autosave.touch();
    await vi.advanceTimersByTimeAsync(pause);
    expect(gone.types().at(-1)).toBe('refused');
    expect(gone.save).toHaveBeenCalledOnce();
  });
});

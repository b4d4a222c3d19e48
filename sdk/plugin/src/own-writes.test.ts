import { describe, expect, it } from 'vitest';
import { PlatformError } from './errors.ts';
import { FormText } from './form-text.ts';
import { byline, inTurns } from './own-writes.ts';

const stale = new PlatformError({ code: 'plugin.stale', status: 409, sentence: 'Changed.', next: 'Look again.' });

/** Refuses so often, and then answers how often it was asked. */
function refusing(times: number, error: Error = stale) {
  let asked = 0;
  return () => {
    asked += 1;
    return asked <= times ? Promise.reject(error) : Promise.resolve(asked);
  };
}

describe('a write of several people at once', () => {
  it('is tried anew while somebody else was faster, five times altogether', async () => {
    expect(await inTurns(refusing(0))).toBe(1);
    expect(await inTurns(refusing(4))).toBe(5);
    await expect(inTurns(refusing(5))).rejects.toBe(stale);
  });

  it('is tried once where anything else is wrong', async () => {
    const wrong = new Error('out of ink');
    await expect(inTurns(refusing(1, wrong))).rejects.toBe(wrong);
  });

  it('is signed by staff, and by nobody else', () => {
    const now = new Date('2026-11-26T09:00:00Z');
    const at = '2026-11-26T09:00:00.000Z';
    expect(byline({ actor: { type: 'staff', id: 'robin', permissions: [] }, now })).toEqual({ at, by: 'robin' });
    expect(byline({ actor: { type: 'system', reason: 'event' }, now })).toEqual({ at, by: null });
  });
});

describe('what is typed into a form', () => {
  it('is a text without what nobody sees, and empty where it is not sent', () => {
    expect(FormText.parse(undefined)).toBe('');
    expect(FormText.parse(' a\u0000b\n')).toBe(' ab\n');
    expect(FormText.safeParse('x'.repeat(20_001)).success).toBe(false);
  });
});

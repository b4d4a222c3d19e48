import { askedWords, wordsOfSettings } from '@docket/ui/testing/asked-words.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import words from '../../messages/en.json' with { type: 'json' };
import { settings } from '../settings.ts';

const english: Readonly<Record<string, string>> = words;
const asked = askedWords(import.meta.dirname, 'transport');

describe('the words of the form', () => {
  it('hold every key that a component asks for', () => {
    expect(asked.literal.filter((key) => !Object.hasOwn(english, key))).toEqual([]);
    expect(asked.unmet(Object.keys(english))).toEqual([]);
    expect(asked.literal.length).toBeGreaterThan(25);
  });

  it('hold no key of the form’s own that no component asks for', () => {
    const own = Object.keys(english).filter((key) => key.startsWith('transport.ui.'));
    expect(own.filter((key) => !asked.isAsked(key))).toEqual([]);
  });

  it('hold the title, the help and the choices of every setting, also in tables', () => {
    const keys = wordsOfSettings(z.toJSONSchema(settings, { io: 'input' }));
    expect(keys.filter((key) => !Object.hasOwn(english, key))).toEqual([]);
    expect(keys).toContain('transport.cutoff-mode.same-day');
  });
});

import { askedWords, wordsOfSettings } from '@docket/ui/testing/asked-words.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import words from '../../messages/en.json' with { type: 'json' };
import { garmentTypes } from '#rules/garment-types.ts';
import { fields } from '#rules/fields.ts';
import { settings } from '../settings.ts';

const english: Readonly<Record<string, string>> = words;
const asked = askedWords(import.meta.dirname, 'garment');

describe('the words of the form', () => {
  it('hold every key that a component asks for', () => {
    expect(asked.literal.filter((key) => !Object.hasOwn(english, key))).toEqual([]);
    expect(asked.unmet(Object.keys(english))).toEqual([]);
    expect(asked.literal.length).toBeGreaterThan(40);
  });

  it('hold no key of the form’s own that no component asks for', () => {
    const own = Object.keys(english).filter((key) => key.startsWith('garment.ui.'));
    expect(own.filter((key) => !asked.isAsked(key))).toEqual([]);
    expect(own.length).toBeGreaterThan(80);
  });

  it('hold the title, the help and the choices of every setting, also in tables', () => {
    const keys = wordsOfSettings(z.toJSONSchema(settings, { io: 'input' }));
    expect(keys.filter((key) => !Object.hasOwn(english, key))).toEqual([]);
    expect(keys).toContain('garment.location.left-sleeve');
  });

  it('hold what the fields of an order call their choices', () => {
    expect(fields.filter(({ label }) => !Object.hasOwn(english, label))).toEqual([]);
    const prefixes = new Set(fields.flatMap((field) => field.words ?? []));
    for (const prefix of prefixes)
      expect(Object.keys(english).filter((key) => key.startsWith(`${prefix}.`))).not.toEqual([]);
    expect(garmentTypes.filter(({ id }) => !Object.hasOwn(english, `garment.type.${id}`))).toEqual([]);
  });
});

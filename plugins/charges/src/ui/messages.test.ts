import { askedWords, wordsOfSettings } from '@docket/ui/testing/asked-words.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import words from '../../messages/en.json' with { type: 'json' };
import { errors } from '../errors.ts';
import plugin from '../index.ts';
import { bases } from '../rules/bases.ts';
import { settings } from '../settings.ts';

const english: Readonly<Record<string, string>> = words;
const permissions = (plugin.permissions ?? []).map(({ id }) => id);
const asked = askedWords(import.meta.dirname, 'charges');

describe('the words of charges', () => {
  it('hold every key that a component asks for', () => {
    expect(asked.literal.filter((key) => !Object.hasOwn(english, key) && !permissions.includes(key))).toEqual([]);
    expect(asked.unmet(Object.keys(english))).toEqual([]);
    expect(asked.literal.length).toBeGreaterThan(25);
  });

  it('hold no key of a component’s own that none asks for', () => {
    const own = Object.keys(english).filter((key) => key.startsWith('charges.ui.'));
    expect(own.filter((key) => !asked.isAsked(key))).toEqual([]);
  });

  it('hold the title, the help and the choices of every setting, also in tables', () => {
    const keys = wordsOfSettings(z.toJSONSchema(settings, { io: 'input' }));
    expect(keys.filter((key) => !Object.hasOwn(english, key))).toEqual([]);
    expect(keys).toContain('charges.basis.percent');
  });

  it('hold what every refusal says, and how every amount is counted, for mails as for pages', () => {
    const own = Object.values(errors).filter(({ code }) => code.startsWith('charges.'));
    const refusals = own.flatMap(({ code }) => [`error.${code}`, `error.${code}.next`]);
    const counted = bases.flatMap((basis) => [`charges.counted.${basis}`, `charges.ui.counted.${basis}`]);
    expect([...refusals, ...counted].filter((key) => !Object.hasOwn(english, key))).toEqual([]);
    for (const { code, sentence, next } of own)
      expect([english[`error.${code}`], english[`error.${code}.next`]]).toEqual([sentence, next]);
  });
});

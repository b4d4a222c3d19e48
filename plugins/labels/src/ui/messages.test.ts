import { askedWords, wordsOfSettings } from '@docket/ui/testing/asked-words.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import words from '../../messages/en.json' with { type: 'json' };
import { errors } from '../errors.ts';
import plugin from '../index.ts';
import { settings } from '../settings.ts';

const english: Readonly<Record<string, string>> = words;
const asked = askedWords(import.meta.dirname, 'labels');
const missing = (keys: readonly string[]): readonly string[] => keys.filter((key) => !Object.hasOwn(english, key));

describe('the words of labels', () => {
  it('hold every key that a component asks for, and no other of the components’ own', () => {
    expect(missing(asked.literal)).toEqual([]);
    expect(asked.unmet(Object.keys(english))).toEqual([]);
    const own = Object.keys(english).filter((key) => key.startsWith('labels.ui.'));
    expect(own.filter((key) => !asked.isAsked(key))).toEqual([]);
  });

  it('say for every standing what customers and staff find', () => {
    for (const standing of ['valid', 'draft', 'cancelled', 'many'])
      expect(missing([`labels.ui.${standing}`, `labels.ui.staff.${standing}`])).toEqual([]);
  });

  it('tell settings, refusals, history and audit', () => {
    expect(missing(wordsOfSettings(z.toJSONSchema(settings, { io: 'input' })))).toEqual([]);
    expect(missing(Object.keys(errors).flatMap((code) => [`error.${code}`, `error.${code}.next`]))).toEqual([]);
    expect(missing(Object.keys(plugin.audit ?? {}).map((action) => `audit.${action}`))).toEqual([]);
    expect(missing(['issued', 'voided', 'printed'].map((type) => `event.labels.${type}`))).toEqual([]);
    expect(missing(['done.labels.print'])).toEqual([]);
  });
});

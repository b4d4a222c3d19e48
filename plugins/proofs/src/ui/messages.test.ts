import { askedWords, wordsOfSettings } from '@docket/ui/testing/asked-words.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import words from '../../messages/en.json' with { type: 'json' };
import plugin from '../index.ts';
import { settings } from '../settings.ts';
import { answers } from './customer/answers.ts';

const english: Readonly<Record<string, string>> = words;
const permissions = (plugin.permissions ?? []).map(({ id }) => id);
const asked = askedWords(import.meta.dirname, 'proofs');
const missing = (keys: readonly string[]): readonly string[] => keys.filter((key) => !Object.hasOwn(english, key));

describe('the words of proofs', () => {
  it('hold every key that a component asks for', () => {
    expect(missing(asked.literal).filter((key) => !permissions.includes(key))).toEqual([]);
    expect(asked.unmet(Object.keys(english))).toEqual([]);
    expect(asked.literal.length).toBeGreaterThan(25);
  });

  it('hold no key of a component’s own that none asks for', () => {
    const own = Object.keys(english).filter((key) => key.startsWith('proofs.ui.'));
    expect(own.filter((key) => !asked.isAsked(key))).toEqual([]);
  });

  it('say every answer, every standing and every next step to whoever may read it', () => {
    const standings = ['none', 'ready', 'waiting', 'approved', 'revision', 'declined', 'void'];
    const readers = ['customer', 'staff'].flatMap((reader) =>
      standings.map((standing) => `proofs.ui.standing.${reader}.${standing}`),
    );
    const next = [
      ...standings.map((standing) => `proofs.ui.next.customer.${standing}`),
      ...['none', 'approved', 'revision', 'declined', 'void'].map((step) => `proofs.ui.next.staff.${step}`),
    ];
    const said = answers.flatMap(({ id, says }) =>
      ['', '.about', '.of', '.send', ...(says ? ['.reason', '.hint'] : [])].map(
        (part) => `proofs.ui.answer.${id}${part}`,
      ),
    );
    expect(missing([...readers, ...next, ...said])).toEqual([]);
  });

  it('hold the title, the help and the choices of every setting', () => {
    const keys = wordsOfSettings(z.toJSONSchema(settings, { io: 'input' }));
    expect(missing(keys)).toEqual([]);
    expect(keys).toContain('proofs.check.spelling');
  });
});

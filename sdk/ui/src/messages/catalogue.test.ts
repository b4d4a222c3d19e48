import { globSync, readFileSync } from 'node:fs';
import { questionName } from '@docket/sdk/question-name';
import { recordWords } from '@docket/sdk/record-words';
import { describe, expect, it } from 'vitest';
import kit from './en.json' with { type: 'json' };

const english = { ...kit, ...recordWords };

const source = globSync('**/*.svelte', { cwd: new URL('..', import.meta.url) })
  .filter((file) => !file.startsWith('gallery'))
  .map((file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'))
  .join('\n');

/** Of the SDK, which names questions for every page. */
function askedByName(): readonly string[] {
  const keys: string[] = [];
  const words = (key: string): string => (keys.push(key), key);
  questionName({ title: '', apart: { type: 'text', text: 'Front' } }, { words, locale: 'en' });
  return keys.filter(Boolean);
}

const asked = [...[...source.matchAll(/\bt\('([\w.]+)'/g)].map((found) => String(found[1])), ...askedByName()];
const askedByPrefix = [...source.matchAll(/\bt\(`([\w.]+)\$\{/g)].map((found) => String(found[1]));

describe('the words of the kit', () => {
  it('hold every key that a component asks for', () => {
    expect(asked.filter((key) => !Object.hasOwn(english, key))).toEqual([]);
    expect(asked.length).toBeGreaterThan(10);
  });

  it('hold no key that no component asks for', () => {
    const isAsked = (key: string): boolean =>
      asked.includes(key) || askedByPrefix.some((prefix) => key.startsWith(prefix));
    expect(Object.keys(english).filter((key) => !isAsked(key))).toEqual([]);
  });
});

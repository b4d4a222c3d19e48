import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import words from '../../messages/en.json' with { type: 'json' };

const files = globSync('**/*.{svelte,ts}', { cwd: import.meta.dirname }).filter(
  (file) => !/\.test\.ts$|^testing/.test(file),
);
const source = files.map((file) => readFileSync(`${import.meta.dirname}/${file}`, 'utf8')).join('\n');
const english: Readonly<Record<string, string>> = words;

const asked = [...source.matchAll(/'(garment\.[\w.-]+)'/g)].map((found) => String(found[1]));
const patterns = [...source.matchAll(/`(garment\.[^`]+)`/g)].map(
  (found) =>
    new RegExp(
      `^${String(found[1])
        .replaceAll('.', String.raw`\.`)
        .replaceAll(/\$\{.*?\}/g, '[\\w.-]+')}$`,
    ),
);

describe('the words of the form', () => {
  it('hold every key that a component asks for', () => {
    expect(asked.filter((key) => !Object.hasOwn(english, key))).toEqual([]);
    expect(patterns.filter((pattern) => !Object.keys(english).some((key) => pattern.test(key)))).toEqual([]);
    expect(asked.length).toBeGreaterThan(40);
  });

  it('hold no key of the form’s own that no component asks for', () => {
    const isAsked = (key: string): boolean => asked.includes(key) || patterns.some((pattern) => pattern.test(key));
    const own = Object.keys(english).filter((key) => key.startsWith('garment.ui.'));
    expect(own.filter((key) => !isAsked(key))).toEqual([]);
    expect(own.length).toBeGreaterThan(80);
  });
});

import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import words from '../../messages/en.json' with { type: 'json' };
import { garmentTypes } from '#rules/garment-types.ts';
import { fields } from '#rules/fields.ts';
import { settings } from '../settings.ts';

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

  it('hold the title, the help and the choices of every setting, also in tables', () => {
    const keys = wordsAskedBy(z.toJSONSchema(settings, { io: 'input' }));
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

interface Node extends z.core.JSONSchema.BaseSchema {
  readonly help?: string;
  readonly words?: string;
}

function wordsAskedBy(node: Node): string[] {
  const choices = (node.enum ?? (node.items as Node | undefined)?.enum ?? []).map(
    (id) => `${node.words}.${String(id)}`,
  );
  const inner = [...Object.values(node.properties ?? {}), ...(node.items ? [node.items] : [])] as Node[];
  const own = [node.title, node.help, ...(node.words === undefined ? [] : choices)];
  return [...own.filter((key) => key !== undefined), ...inner.flatMap(wordsAskedBy)];
}

import { describe, expect, it } from 'vitest';
import { isEmpty, readAlike, rowOf, valueOf } from './changed-fields.ts';

const words: Readonly<Record<string, string>> = { 'method.dtg': 'Direct to garment', 'admin.yes': 'Yes' };
const t = (key: string): string => words[key] ?? key;

describe('a field of what was typed', () => {
  it.each([
    ['garments.0.sizes.XL', 'note.field.garments.sizes', '1 · XL'],
    ['imprints.1.ink', 'note.field.imprints.ink', '2'],
    ['title', 'note.field.title', ''],
  ])('at %s says which row of its label it is', (path, label, row) => {
    expect(rowOf({ path, label })).toBe(row);
  });

  it.each([
    ['12', 12, true],
    ['', undefined, true],
    ['12', 13, false],
    [true, false, false],
    [true, true, true],
    [undefined, false, false],
  ])('reads %s and %s alike: %s', (one, other, alike) => {
    expect(readAlike(one, other)).toBe(alike);
  });

  it.each([
    ['dtg', 'method', 'Direct to garment'],
    ['gone', 'method', 'gone'],
    [12, undefined, '12'],
    [true, undefined, 'Yes'],
    [0, undefined, '0'],
    ['', undefined, 'admin.changes.empty'],
  ])('of the value %s is read as people do', (value, prefix, said) => {
    expect(valueOf(t, value, prefix)).toBe(said);
    expect(isEmpty(value)).toBe(said === 'admin.changes.empty');
  });
});

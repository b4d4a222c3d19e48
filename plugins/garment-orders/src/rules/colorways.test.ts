import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shadeOf } from './colorways.ts';

describe('the shade of a colorway', () => {
  it.each([
    ['Black', '#1c1c1e'],
    ['  BLACK ', '#1c1c1e'],
    ['Heather Navy', '#1f2a44'],
    ['Navy Heather', '#1f2a44'],
    ['True Royal', '#1d4da8'],
    ['Sport Gray', '#a9abae'],
    ['Dark Heather', '#4c4e52'],
    ['Heather', '#a9abae'],
    ['Pepper', '#4e4d4b'],
  ])('%s is %s', (name, shade) => {
    expect(shadeOf(name)).toBe(shade);
  });

  it.each(['', 'Loden/Black', 'Galaxy', 'Heather Galaxy', 'constructor'])('%j has none', (name) => {
    expect(shadeOf(name)).toBeNull();
  });

  it('is one or none, whatever is typed, and the same however it is written', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const shade = shadeOf(name);
        expect(shade === null || /^#[0-9a-f]{6}$/.test(shade)).toBe(true);
        expect(shadeOf(` ${name.normalize('NFKC').toLowerCase()}  `)).toBe(shade);
      }),
    );
  });
});

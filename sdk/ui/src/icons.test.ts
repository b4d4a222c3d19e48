import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawSprite, listNames } from '../tools/draw-icons.ts';
import { iconNames } from './icon-names.ts';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

describe('the icon sprite', () => {
  it('is what tools/draw-icons.ts draws', () => {
    expect(read('icons.svg')).toBe(drawSprite());
    expect(read('icon-names.ts')).toBe(listNames());
  });

  it('has a drawing with lines for every name', () => {
    for (const name of iconNames) expect(read('icons.svg')).toMatch(new RegExp(`<symbol id="${name}" [^>]+><[^/]`));
  });

  it('holds no script, style or foreign address, so that a strict content security policy lets it through', () => {
    expect(read('icons.svg')).not.toMatch(/<script|<style|style=|\bon\w+=|href=/);
  });
});

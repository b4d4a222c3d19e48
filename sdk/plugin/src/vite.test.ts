import { describe, expect, it } from 'vitest';
import { docketUi } from './vite.ts';

describe('the UI registry', () => {
  it('is a module of lazy imports by the names of the entries', () => {
    const plugin = docketUi({ 'proofs:view:garment': '/p/View.svelte', 'odd\'"\n': String.raw`C:\p\Odd.svelte` });
    const id = plugin.resolveId('virtual:docket/ui')!;
    expect(plugin.load(id)).toBe(
      [
        'export const entries = {',
        '  "proofs:view:garment": () => import("/p/View.svelte"),',
        String.raw`  "odd'\"\n": () => import("C:/p/Odd.svelte"),`,
        '};',
        '',
      ].join('\n'),
    );
  });

  it('answers for its own module only', () => {
    const plugin = docketUi({});
    expect([plugin.resolveId('virtual:other'), plugin.load('virtual:docket/ui')]).toEqual([undefined, undefined]);
  });
});

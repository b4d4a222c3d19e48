import { expect, it } from 'vitest';
import { slugFrom } from './slug.ts';

it.each([
  ['Ink & Co.', 'ink-co'],
  ['  Größe  7 ', 'gro-e-7'],
  ['Čaj & Káva', 'caj-kava'],
  ['印刷', ''],
])('%s is %s in addresses', (name, slug) => {
  expect(slugFrom(name)).toBe(slug);
});

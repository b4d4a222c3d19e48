import { expect, it } from 'vitest';
import { formatSize } from './file-size.ts';

it.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1000, '1 kB'],
  [4820, '4.8 kB'],
  [12_400_000, '12.4 MB'],
  [3_000_000_000_000, '3,000 GB'],
])('a file of %i bytes is %s', (bytes, text) => {
  expect(formatSize(bytes, 'en')).toBe(text);
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pages } from './pages.ts';

const docs = path.join(import.meta.dirname, '..');

describe('the documentation', () => {
  it.each([...pages().keys()])('is as fresh as the code it is made from: %s', (file) => {
    expect(readFileSync(path.join(docs, file), 'utf8'), 'Run "npm run docs".').toBe(pages().get(file));
  });
});

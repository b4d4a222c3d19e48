// Writes the reference and the code in the guides from the code itself: npm run docs
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pages } from './pages.ts';

for (const [file, text] of pages()) {
  const target = path.join(import.meta.dirname, '..', file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cyclesOf } from './tools/boundaries/cycles.ts';
import { forbiddenEdges } from './tools/boundaries/directions.ts';
import { edgesOf } from './tools/boundaries/edges.ts';
import { list, readSources } from './tools/boundaries/sources.ts';
import { tradeWordsIn } from './tools/boundaries/words.ts';

const root = import.meta.dirname;
/** Every plugin can be deleted, and with the last one their folder goes. */
const plugins = existsSync(path.join(root, 'plugins')) ? ['plugins'] : [];
const sources = readSources(root, ['core', 'sdk', ...plugins, 'apps', 'examples', 'bench', 'tools']);
const edges = edgesOf(root, sources);
const kernelBudget = 2500;

const report = (faults: readonly string[]): string => faults.join('\n\n');

describe('the house', () => {
  it('has imports in the allowed directions only', () => {
    expect(report(forbiddenEdges(edges))).toBe('');
  });

  it('has no files that import each other in a circle', () => {
    const circles = cyclesOf(edges).map(
      (files) => `${files.join('\n  → ')}\n  Move what both need into a file of its own.`,
    );
    expect(report(circles)).toBe('');
  });

  it(`keeps the kernel within ${kernelBudget} lines`, () => {
    const kernel = sources.filter(({ file }) => file.startsWith('core/src/kernel/') && !file.endsWith('.test.ts'));
    const lines = kernel.reduce((sum, { text }) => sum + text.split('\n').length, 0);
    expect(
      lines,
      'What only some tenants need belongs to a plugin; what names a noun belongs to core/src/<noun>.',
    ).toBeLessThanOrEqual(kernelBudget);
  });

  it('names no trade in the core', () => {
    const written = list(root, 'core/src').filter(
      (file) => /\.(ts|sql|json)$/.test(file) && !/\.test\.ts$|\/testing\//.test(file),
    );
    const faults = written.flatMap((file) => tradeWordsIn({ file, text: readFileSync(path.join(root, file), 'utf8') }));
    expect(report(faults), 'A rule or a word that only one trade has belongs to a plugin.').toBe('');
  });
});

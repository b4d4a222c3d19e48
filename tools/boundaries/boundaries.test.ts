import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cyclesOf } from './cycles.ts';
import { forbiddenEdges } from './directions.ts';
import { edgesOf } from './edges.ts';
import { importsOf } from './imports.ts';
import { readSources } from './sources.ts';
import { tradeWordsIn } from './words.ts';

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

function edgesOfTree(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(path.join(os.tmpdir(), 'docket-boundaries-'));
  made.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  const folders = new Set(Object.keys(files).map((file) => file.split('/')[0]!));
  return edgesOf(root, readSources(root, [...folders]));
}

const forbidden = (files: Readonly<Record<string, string>>): string => forbiddenEdges(edgesOfTree(files)).join('\n');

describe('the directions', () => {
  it.each([
    ['the SDK to another package', 'sdk/plugin/src/a.ts', 'lodash', 'The SDK depends on zod alone'],
    [
      'the SDK’s core to a peer of its client',
      'sdk/plugin/src/plugin.ts',
      '@trpc/client',
      'The SDK depends on zod alone',
    ],
    ['core to a plugin', 'core/src/platform.ts', '@docket/garment-orders', 'core knows the SDK'],
    ['core to the components', 'core/src/platform.ts', '@docket/ui', 'core knows the SDK'],
    ['a plugin to core', 'plugins/a/src/server.ts', '@docket/core', 'A plugin knows the SDK'],
    ['a plugin’s test to an app', 'plugins/a/src/a.test.ts', '@docket/server', 'A plugin knows the SDK'],
    ['a plugin to another plugin', 'plugins/a/src/server.ts', '@docket/stripe-payments', 'A plugin knows the SDK'],
    ['a plugin to core by a path', 'plugins/a/src/server.ts', '../../../core/src/errors.ts', 'by its name'],
    ['an app to a plugin', 'apps/portal/src/a.ts', '@docket/garment-orders', 'name no plugin'],
    ['an app to core’s values', 'apps/admin/src/a.ts', '@docket/core/api', 'name no plugin'],
    ['the server to a plugin', 'apps/server/src/a.ts', '@docket/garment-orders', 'The server names no plugin'],
    ['a noun to the container', 'core/src/orders/store.ts', 'tsyringe', 'DI container'],
    ['the kernel to a noun', 'core/src/kernel/host.ts', '../orders/orders.ts', 'knows no noun'],
    ['a noun to another noun’s store', 'core/src/orders/orders.ts', '../requests/store.ts', 'deep module only'],
    ['anybody to a sandbox of this process', 'plugins/a/src/server.ts', 'node:vm', 'No code is shut into a sandbox'],
    ['production to what tests use', 'core/src/orders/orders.ts', '../testing/database.ts', 'by tests only'],
  ])('forbid %s, and say where the code belongs', (_, from, to, rule) => {
    const found = forbidden({ [from]: `import { a } from '${to}';` });
    expect(found).toContain(`${from} imports `);
    expect(found).toContain(rule);
  });

  it.each([
    ['the SDK to zod', 'sdk/plugin/src/a.ts', "import * as z from 'zod';"],
    ['the SDK’s client to its peer', 'sdk/plugin/src/client.ts', "import { a } from '@trpc/client';"],
    ['the SDK’s clock to its peer', 'sdk/plugin/src/temporal.ts', "import { a } from 'temporal-polyfill';"],
    [
      'a plugin to what another one provides',
      'plugins/a/src/server.ts',
      "import { a } from '@docket/invoicing/provides';",
    ],
    ['a plugin’s test to core’s test kit', 'plugins/a/src/server.test.ts', "import { a } from '@docket/core/testing';"],
    ['a plugin’s test to another plugin', 'plugins/a/src/server.test.ts', "import a from '@docket/invoicing';"],
    [
      'what a plugin’s tests share to another plugin',
      'plugins/a/src/b.fixture.ts',
      "import a from '@docket/invoicing';",
    ],
    ['an app to the types of core’s API', 'apps/portal/src/a.ts', "import type { Api } from '@docket/core/api';"],
    ['an example to a plugin', 'examples/a/docket.config.ts', "import { a } from '@docket/garment-orders';"],
    [
      'a noun to another noun’s deep module',
      'core/src/orders/orders.ts',
      "import { a } from '../requests/requests.ts';",
    ],
    ['a noun to the kernel', 'core/src/orders/orders.ts', "import { a } from '../kernel/database.ts';"],
    ['the kernel to the container', 'core/src/kernel/services.ts', "import { container } from 'tsyringe';"],
  ])('allow %s', (_, from, text) => {
    expect(forbidden({ [from]: text })).toBe('');
  });

  it('see the scripts of Svelte files, dynamic imports, re-exports and the package’s own # imports', () => {
    const found = forbidden({
      'plugins/a/package.json': JSON.stringify({ imports: { '#up/*': '../../core/src/*' } }),
      'plugins/a/src/A.svelte': `<script lang="ts">import { a } from '@docket/core';</script><p>{a}</p>`,
      'plugins/a/src/b.ts': "export { b } from '@docket/server';",
      'plugins/a/src/c.ts': "const c = await import('@docket/admin');",
      'plugins/a/src/d.ts': "import d from '#up/errors.ts';",
    });
    for (const file of ['A.svelte', 'b.ts', 'c.ts', 'd.ts']) expect(found).toContain(`plugins/a/src/${file} imports `);
  });
});

describe('circles', () => {
  it('are reported with the files they go through', () => {
    const edges = edgesOfTree({
      'core/src/a.ts': "import { b } from './b.ts';",
      'core/src/b.ts': "import { c } from './c.ts';",
      'core/src/c.ts': "export { a } from './a.ts';",
    });
    expect(cyclesOf(edges)).toEqual([['core/src/a.ts', 'core/src/b.ts', 'core/src/c.ts', 'core/src/a.ts']]);
  });

  it('are not made by imports of types', () => {
    const edges = edgesOfTree({
      'core/src/a.ts': "import { b } from './b.ts';",
      'core/src/b.ts':
        "import type { A } from './a.ts';\nimport { type B } from './a.ts';\nexport type { C } from './a.ts';",
    });
    expect(cyclesOf(edges)).toEqual([]);
  });
});

describe('imports', () => {
  it('count a mixed import as one of values', () => {
    expect(importsOf({ file: 'a.ts', text: "import { type A, b } from 'x';" })).toEqual([
      { specifier: 'x', isType: false },
    ]);
  });

  it('see types asked for in place', () => {
    expect(importsOf({ file: 'a.ts', text: "let a: import('x').A;" })).toEqual([{ specifier: 'x', isType: true }]);
  });
});

describe('trade words', () => {
  it('are found with their line, and not inside other words', () => {
    expect(tradeWordsIn({ file: 'a.ts', text: 'const a = 1;\n// a Garment\ncreateTransport(); stripes' })).toEqual([
      'a.ts:2 says "Garment"',
    ]);
  });

  it('are found in names of code, too', () => {
    expect(tradeWordsIn({ file: 'a.ts', text: 'cutoffTime; stripe_key' })).toEqual([
      'a.ts:1 says "cutoff"',
      'a.ts:1 says "stripe"',
    ]);
  });
});

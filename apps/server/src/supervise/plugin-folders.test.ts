import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describePlugin } from '@docket/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownerOf, pluginFolders } from './plugin-folders.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'docket-folders-'));
  for (const home of ['.', 'node_modules/garments']) {
    await mkdir(path.join(folder, home), { recursive: true });
    await writeFile(path.join(folder, home, 'package.json'), '{}');
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const url = (file: string): string => pathToFileURL(path.join(folder, file)).href;
const plugin = (id: string, ...files: readonly string[]) =>
  describePlugin({
    id,
    version: '1.0.0',
    title: id,
    about: 'For tests.',
    activation: 'on',
    ui: files.map((file) => ({ type: 'slot', slot: 'portal.home', id: file, component: url(file) })),
  });

describe('the plugin that a file belongs to', () => {
  it('is the one of its package, and never the one of the project that the package is installed in', () => {
    const folders = pluginFolders([
      plugin('own', 'own/A.svelte'),
      plugin('garments', 'node_modules/garments/B.svelte'),
    ]);
    expect(ownerOf(url('own/server.js'), folders)).toBe('own');
    expect(ownerOf(url('node_modules/garments/dist/server.js'), folders)).toBe('garments');
    expect(ownerOf(url('node_modules/other/index.js'), folders)).toBeUndefined();
  });

  it('is told by the folder of its files where several share a package', () => {
    const folders = pluginFolders([plugin('one', 'one/ui/A.svelte', 'one/B.svelte'), plugin('two', 'two/A.svelte')]);
    expect(ownerOf(url('one/server.js'), folders)).toBe('one');
    expect(ownerOf(url('two/server.js'), folders)).toBe('two');
    expect(ownerOf(url('docket.config.js'), folders)).toBeUndefined();
  });

  it('is unknown for a plugin that names no file', () => {
    expect(pluginFolders([plugin('bare')])).toEqual([]);
  });
});

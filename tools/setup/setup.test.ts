import { existsSync } from 'node:fs';
import { mkdtemp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../runner/problem.mjs';
import { inRoot, root } from '../runner/repository.mjs';
import { sourcesOf } from './build.mjs';
import { refuseBelow } from './disk.mjs';
import { chosenExample, examples } from './examples.mjs';
import { installProblem } from './failures.mjs';
import { fingerprint, sourceFiles } from './fingerprint.mjs';
import { nodePackage } from './platform.mjs';
import { requireFreePort } from './port.mjs';

describe('the port', () => {
  it('is refused before anything is built when another program has it', async () => {
    const other = net.createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const refused = requireFreePort({ PORT: String(port) });
    await expect(refused).rejects.toMatchObject({
      message: `Port ${port} is taken by another program.`,
      next: 'Start on another port: PORT=3000 npm start',
    });
    await new Promise((resolve) => other.close(resolve));
  });

  it.each(['', '0', '65536', '-1', '80a', '3000.5'])('is refused when PORT is "%s"', async (PORT) => {
    await expect(requireFreePort({ PORT })).rejects.toThrow('is no port number');
  });
});

describe('the example that is served', () => {
  it('is the print shop where nobody names another, in the usual place', () => {
    const { example, others } = chosenExample(['--demo']);
    expect(example).toEqual({ distribution: path.join('examples', 'print-shop', 'docket.config.ts') });
    expect(others).toEqual(['--demo']);
  });

  it.each([[['--example', 'carrier', '--demo']], [['--demo', '--example=carrier']]])(
    'is the named one, with data of its own: %j',
    (args) => {
      const { example, others } = chosenExample(args);
      expect(example.distribution).toBe(path.join('examples', 'carrier', 'docket.config.ts'));
      expect(example.data).toContain(path.join('examples', 'carrier'));
      expect(others).toEqual(['--demo']);
    },
  );

  it.each([[['--example']], [['--example', 'nothing']], [['--example', 'shop-notice']], [['--example', '..']]])(
    'is refused where there is none: %j',
    (args) => {
      expect(() => chosenExample(args)).toThrow('There is no example');
    },
  );
});

describe('what the apps of an example are made of', () => {
  it.each(examples())(
    'are the apps, what plugins are written against and what it lists, without tests: $distribution',
    async ({ distribution }) => {
      const files = (await sourcesOf(distribution)).map((file) => path.relative(root, file));
      const plugins = [...new Set(files.flatMap((file) => /^plugins[/\\]([^/\\]+)/.exec(file)?.[1] ?? []))];
      const manifest = await readFile(inRoot(path.dirname(distribution), 'package.json'), 'utf8');
      const { dependencies } = JSON.parse(manifest) as { dependencies: Readonly<Record<string, string>> };
      const listed = Object.keys(dependencies).map((name) => name.replace('@docket/', ''));
      expect(plugins.toSorted()).toEqual(listed.filter((name) => existsSync(inRoot('plugins', name))).toSorted());
      expect(files).toEqual(expect.arrayContaining([distribution, path.join('sdk', 'ui', 'package.json')]));
      expect(files.filter((file) => /\.test\.ts$|stories/.test(file))).toEqual([]);
    },
  );
});

describe('the disk', () => {
  it('is refused below 2 GB, with what is there', () => {
    expect(() => refuseBelow(1.5 * 1024 ** 3, '/home')).toThrow('The disk that holds /home has 1.5 GB free');
  });

  it('is fine with 2 GB', () => {
    expect(() => refuseBelow(2 * 1024 ** 3, '/home')).not.toThrow();
  });
});

describe('a failed installation', () => {
  it.each([
    ['npm error code ENOSPC', 'The disk is full.'],
    ['npm error code EAI_AGAIN', 'The package registry could not be reached.'],
    ['[ERR_PNPM_OUTDATED_LOCKFILE] Cannot install', 'pnpm-lock.yaml does not match the package.json files.'],
    ['npm error code EACCES', 'A file or folder of the repository may not be written.'],
    ['[ERR_PNPM_FETCH_404] GET', 'The package registry does not have a package at the version that Docket needs.'],
    ['a cause that nobody knows', 'It did not work.'],
  ])('with "%s" is said in a sentence and a next step', (output, sentence) => {
    const problem = installProblem('It did not work.', output);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ message: sentence, output });
    expect(problem.next).toMatch(/run|Run/);
  });
});

describe('the platform', () => {
  it.each(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'])('%s has a Node.js of its own', (platform) => {
    expect(nodePackage(platform, false)).toMatch(/^node-/);
  });

  it('is refused with a way out where there is none', () => {
    expect(() => nodePackage('linux-x64', true)).toThrow('with musl');
    expect(() => nodePackage('win32-x64', false)).toThrow('win32-x64');
  });
});

describe('the fingerprint of sources', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'docket-fingerprint-'));
    await mkdir(path.join(folder, 'src'));
    await writeFile(path.join(folder, 'src', 'a.ts'), 'a');
  });
  afterEach(() => rm(folder, { recursive: true }));
  const now = async (more?: string): Promise<string> => fingerprint(folder, await sourceFiles(folder), more);

  it('stays when nothing changes, and ignores what tools write', async () => {
    const before = await now();
    await mkdir(path.join(folder, 'node_modules'));
    await writeFile(path.join(folder, 'node_modules', 'x.js'), 'x');
    await writeFile(path.join(folder, '.hidden'), 'x');
    expect(await now()).toBe(before);
  });

  it('changes with a content, a name and what else it depends on', async () => {
    const before = await now();
    expect(await now('Node.js 26')).not.toBe(before);
    await rename(path.join(folder, 'src', 'a.ts'), path.join(folder, 'src', 'b.ts'));
    const renamed = await now();
    await writeFile(path.join(folder, 'src', 'b.ts'), 'b');
    expect(new Set([before, renamed, await now()]).size).toBe(3);
  });
});

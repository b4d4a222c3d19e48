import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'docket-compiled-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A start in a process of its own, for Node.js writes when a process ends. */
async function start(state: string): Promise<string> {
  const [compiled, later] = ['./compiled.ts', '../settings.ts'].map((file) =>
    JSON.stringify(new URL(file, import.meta.url).href),
  );
  const code = `import { keepCompiled } from ${compiled};
    keepCompiled(${JSON.stringify(state)});
    await import(${later});
    console.log('started', process.env.NODE_COMPILE_CACHE);`;
  const { NODE_COMPILE_CACHE: _, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], { env });
  return stdout;
}

it('what a start compiles is kept in the folder of generated files, and told to the processes it starts', async () => {
  const kept = path.join(folder, 'cache', 'compiled');
  expect(await start(folder)).toBe(`started ${kept}\n`);
  const [version] = await readdir(kept);
  expect((await readdir(path.join(kept, version!))).length).toBeGreaterThan(10);
});

it('a start goes on where nothing can be kept', async () => {
  expect(await start('/dev/null/state')).toMatch(/^started/);
});

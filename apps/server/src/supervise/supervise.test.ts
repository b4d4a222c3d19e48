import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const here = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);
let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'docket-supervise-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs a server under the supervisor, in a process of its own as `docket start` does. */
async function supervised(server: string) {
  await writeFile(path.join(folder, 'server.mjs'), server);
  await writeFile(
    path.join(folder, 'start.mjs'),
    `import { supervise } from ${here('./supervisor.ts')};
     const script = ${JSON.stringify(path.join(folder, 'server.mjs'))};
     process.exitCode = await supervise({ script, args: [], say: console.error });`,
  );
  const child = spawn(process.execPath, [path.join(folder, 'start.mjs')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const heard = Promise.withResolvers<void>();
  const listen = (chunk: Buffer): void => {
    output += String(chunk);
    if (output.includes('serving 2')) heard.resolve();
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, code, secondServing: heard.promise, output: () => output };
}

// Each start counts up a file, so that a server knows its life.
const life = `
  import { existsSync, readFileSync, writeFileSync } from 'node:fs';
  import { keepBeating } from ${here('./heartbeat.ts')};
  import { sayReady } from ${here('./supervisor.ts')};
  const file = new URL('lives', import.meta.url);
  const life = (existsSync(file) ? Number(readFileSync(file)) : 0) + 1;
  writeFileSync(file, String(life));
  const serve = () => { console.log('serving ' + life); sayReady(); setInterval(() => {}, 1000); };
  process.on('SIGTERM', () => { console.log('drained'); process.exit(0); });
`;

describe('the supervisor', () => {
  it('starts a server anew that died, and ends with it when asked', async () => {
    const { child, code, secondServing, output } = await supervised(
      `${life} serve(); if (life === 1) setTimeout(() => process.exit(7), 50);`,
    );
    await secondServing;
    child.kill('SIGTERM');
    expect(await code).toBe(0);
    expect(output()).toContain('The server died (code 7). It is started again.');
    expect(output()).toContain('drained');
  });

  it('does not try again when the server never became ready', async () => {
    const { code, output } = await supervised(`${life} console.error('no database'); process.exit(3);`);
    expect(await code).toBe(3);
    expect(output()).toBe('no database\n');
  });

  it('gives up on a server that dies again and again', async () => {
    const { code, output } = await supervised(`${life} serve(); setTimeout(() => process.exit(1), 20);`);
    expect(await code).toBe(1);
    expect(output()).toContain('is not started again');
  });
});

describe('a server that hangs', () => {
  it('is ended, with the plugin that was on the stack, and started anew', async () => {
    const busy = path.join(folder, 'busy');
    await mkdir(busy);
    await writeFile(path.join(busy, 'rules.mjs'), 'export function spin() { for (;;); }');
    const { child, code, secondServing, output } = await supervised(`
      ${life}
      keepBeating(2, [{ id: 'busy-plugin', url: ${JSON.stringify(`${pathToFileURL(busy).href}/`)} }]);
      serve();
      const { spin } = await import('./busy/rules.mjs');
      if (life === 1) setTimeout(spin, 100);
    `);
    await secondServing;
    child.kill('SIGTERM');
    await code;
    expect(output()).toMatch(/has not moved for 2 s and is ended. It hangs in the plugin "busy-plugin", spin/);
    expect(output()).toContain('The server died (SIGKILL). It is started again.');
  });
});

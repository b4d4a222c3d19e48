import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../src/dev/free-port.ts';
import { begin, root, run } from './program.ts';
import type { Program } from './program.ts';

/** A distribution with a plugin of its own and a copy of the portal, for all three are changed here. */
let folder: string;
let origin: string;
let server: Program;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'docket-dev-')));
  await copyPortal();
  await linkPackages();
  for (const [name, text] of Object.entries(files)) await write(name, text);
  await docket('shop', '--name', 'Sign shop', '--email', 'ann@signs.test');
  const port = await freePort();
  origin = `http://localhost:${port}`;
  server = begin(process.execPath, [command, 'dev'], { cwd: folder, env: { PORT: String(port) } });
  await server.says(/Docket is ready/);
  browser = await chromium.launch({
    ...(process.env['DOCKET_CHROMIUM'] && { executablePath: process.env['DOCKET_CHROMIUM'] }),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  page = await browser.newPage();
});
afterAll(async () => {
  await browser?.close();
  await server?.end();
  await rm(folder, { recursive: true, force: true });
});

const command = path.join(root, 'apps', 'server', 'src', 'command.ts');
const docket = (...args: readonly string[]): Promise<string> =>
  run(process.execPath, [command, ...args], { cwd: folder });

const files = {
  'package.json': '{ "name": "sign-shop", "private": true, "type": "module" }',
  'docket.config.ts': `
    import { defineDistribution } from '@docket/sdk';
    import greeting from './greeting/index.ts';

    export default defineDistribution({ name: 'sign-shop', title: 'Sign shop', plugins: [greeting] });
  `,
  'greeting/index.ts': `
    import { describePlugin } from '@docket/sdk';

    export default describePlugin({
      id: 'greeting',
      version: '1.0.0',
      title: 'Greeting',
      about: 'Greets customers.',
      activation: 'on',
      ui: [{ type: 'slot', slot: 'portal.home', id: 'hello', component: import.meta.resolve('./Greeting.svelte') }],
      server: () => import('./server.ts'),
    });
  `,
  'greeting/server.ts': `
    import { definePlugin, open } from '@docket/sdk';
    import * as z from 'zod';

    export const server = definePlugin({ api: { greet: open.query(z.strictObject({}), () => 'Old greeting') } });
  `,
  'greeting/Greeting.svelte': `
    <p class="greeting">Old component</p>
    <style>
      .greeting { color: rgb(1, 2, 3); }
    </style>
  `,
};

async function write(name: string, text: string): Promise<void> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

async function change(name: string, from: string, to: string): Promise<void> {
  const text = await readFile(path.join(folder, name), 'utf8');
  expect(text).toContain(from);
  await write(name, text.replace(from, to));
}

/** Without its tsconfig, as in the published package. */
async function copyPortal(): Promise<void> {
  const [from, to] = [path.join(root, 'apps', 'portal'), path.join(folder, 'portal')];
  for (const name of ['package.json', 'config.js', 'src', 'static'])
    await cp(path.join(from, name), path.join(to, name), { recursive: true });
  await symlink(path.join(from, 'node_modules'), path.join(to, 'node_modules'), 'junction');
}

/** The packages of the repository from their sources; the portal is the copy. */
async function linkPackages(): Promise<void> {
  const [from, to] = [path.join(root, 'examples', 'print-shop', 'node_modules'), path.join(folder, 'node_modules')];
  const names = (await readdir(path.join(from, '@docket'))).filter((name) => name !== 'portal');
  await mkdir(path.join(to, '@docket'), { recursive: true });
  for (const name of names)
    await symlink(await realpath(path.join(from, '@docket', name)), path.join(to, '@docket', name), 'junction');
  await symlink(path.join(folder, 'portal'), path.join(to, '@docket', 'portal'), 'junction');
  for (const name of ['zod', 'vite'])
    await symlink(
      await realpath(path.join(root, 'apps', 'server', 'node_modules', name)),
      path.join(to, name),
      'junction',
    );
}

/** Marks the page, so that it can be told whether it was loaded again. */
const mark = (): Promise<void> => page.evaluate(() => void Object.assign(globalThis, { marked: true }));
const isMarked = (): Promise<boolean> => page.evaluate(() => 'marked' in globalThis);

describe('docket dev', () => {
  it('draws the page from sources, with its plugin', async () => {
    await page.goto(`${origin}/`, { waitUntil: 'networkidle' });
    await page.getByText('Old component').waitFor();
    await page.goto(`${origin}/admin/sign-in`, { waitUntil: 'networkidle' });
    expect(await page.locator('input[type=password]').count()).toBe(1);
  });

  it("puts a changed component of a plugin into the open page, and leaves the page's state alone", async () => {
    await page.goto(`${origin}/`, { waitUntil: 'networkidle' });
    await mark();
    await change('greeting/Greeting.svelte', 'Old component', 'New component');
    await page.getByText('New component').waitFor();
    await change('greeting/Greeting.svelte', 'rgb(1, 2, 3)', 'rgb(4, 5, 6)');
    // A watcher may take two saves of one moment for one: whoever does not see the second saves again.
    const saved = await readFile(path.join(folder, 'greeting/Greeting.svelte'), 'utf8');
    const colour = async (): Promise<unknown> => {
      const seen = await page.evaluate("getComputedStyle(document.querySelector('.greeting')).color");
      if (seen !== 'rgb(4, 5, 6)') await write('greeting/Greeting.svelte', saved);
      return seen;
    };
    await expect.poll(colour, { interval: 1000 }).toBe('rgb(4, 5, 6)');
    expect(await isMarked()).toBe(true);
  });

  it('puts a changed page of the portal into the open page', async () => {
    const file = path.join(folder, 'portal', 'src', 'routes', '+page.svelte');
    await writeFile(file, `${await readFile(file, 'utf8')}\n<p>A new line of the portal</p>\n`);
    await page.getByText('A new line of the portal').waitFor();
    expect(await isMarked()).toBe(true);
  });

  it('starts the server anew for a changed server part, and open pages load themselves again', async () => {
    const greeting = async (): Promise<string> =>
      (await fetch(`${origin}/trpc/portal/x.greeting.greet?input=%7B%7D`).catch(() => new Response('away'))).text();
    expect(await greeting()).toContain('Old greeting');
    const from = server.output().length;
    await change('greeting/server.ts', 'Old greeting', 'New greeting');
    await server.says(/Docket is ready/, { from });
    expect(await greeting()).toContain('New greeting');
    await page.waitForFunction(() => !('marked' in globalThis));
    await page.getByText('New component').waitFor();
  });

  it('ends with everything it started when it is asked to', async () => {
    expect(await server.end()).toBe(0);
    await expect(fetch(`${origin}/healthz`)).rejects.toThrow('fetch failed');
  });
});

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packAll } from './packing.ts';
import type { Tarball } from './packing.ts';
import { begin, root, run } from './program.ts';
import type { Program } from './program.ts';

/** A vendor's project, in which nothing is linked to the repository. */
let folder: string;
let server: Program | undefined;

const { peerDependencies } = JSON.parse(await readFile(path.join(root, 'apps', 'portal', 'package.json'), 'utf8')) as {
  peerDependencies: { vite: string };
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'docket-outside-'));
  const tarballs = await packAll(path.join(folder, 'tarballs'));
  await write('docket.config.ts', configOf(tarballs.filter(({ isPlugin }) => isPlugin)));
  await write('package.json', JSON.stringify(manifestOf(tarballs)));
  for (const [name, text] of Object.entries(files)) await write(name, text);
  await npm('install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts');
}, 240_000);
afterAll(async () => {
  await server?.end();
  await rm(folder, { recursive: true, force: true });
});

/** As the guide says: what only a build needs is a development dependency. */
function manifestOf(tarballs: readonly Tarball[]): object {
  const builds = ({ name }: Tarball): boolean => ['@docket/portal', '@docket/admin'].includes(name);
  const fromFiles = (these: readonly Tarball[]) =>
    Object.fromEntries(these.map(({ name, file }) => [name, `file:${file}`]));
  return {
    name: 'sign-shop',
    private: true,
    type: 'module',
    dependencies: fromFiles(tarballs.filter((tarball) => !builds(tarball))),
    devDependencies: { ...fromFiles(tarballs.filter(builds)), vite: peerDependencies.vite },
  };
}

/** The vendor lists every plugin that is published, whichever these are, and one of their own. */
const configOf = (published: readonly Tarball[]): string => `
  import { defineDistribution } from '@docket/sdk';
  import greeting from './greeting/index.js';
  ${published.map(({ name }, at) => `import published${at} from '${name}';`).join('\n')}

  const published = [${published.map((_, at) => `published${at}`).join(', ')}];
  export default defineDistribution({ name: 'sign-shop', title: 'Sign shop', plugins: [...published, greeting] });
`;

/** The vendor's own plugin: a component, a catalogue and a server part with a kind of order, as plain JavaScript in a folder of the project. */
const files = {
  'greeting/index.js': `
    import { describePlugin } from '@docket/sdk';

    export default describePlugin({
      id: 'greeting',
      version: '1.0.0',
      title: 'Greeting',
      about: 'Greets customers.',
      activation: 'on',
      ui: [{ type: 'slot', slot: 'portal.home', id: 'hello', component: import.meta.resolve('./Greeting.svelte') }],
      messages: { en: import.meta.resolve('./en.json') },
      server: () => import('./server.js'),
    });
  `,
  'greeting/server.js': `
    import { defineKind, definePlugin, intake, on, open } from '@docket/sdk';
    import * as z from 'zod';

    const sign = defineKind({
      id: 'sign',
      version: 1,
      title: 'greeting.sign',
      parts: [{ id: 'what', title: 'greeting.sign', about: 'greeting.sign', keys: ['title'] }],
      fields: [{ path: 'title', label: 'greeting.sign', part: 'what' }],
      pipeline: {
        initial: 'new',
        statuses: [
          { id: 'new', stage: 'received', tone: 'review' },
          { id: 'done', stage: 'done', tone: 'done', final: true },
        ],
        moves: { new: ['done'] },
      },
      blank: () => ({ title: '' }),
      merge: (draft, part, form) => ({ ...draft, ...form }),
      check: (typed) => ({ content: typed, issues: [] }),
      files: () => [],
      summary: ({ title }) => ({ title, quantity: 1, search: '' }),
      upgrade: (from, content) => content,
    });

    export const server = definePlugin({
      hooks: [on(intake.kinds, () => [sign])],
      api: {
        greet: open.query(z.strictObject({}), () => 'Greetings from the server part'),
        hang: open.query(z.strictObject({}), function hang() { for (;;); }),
      },
    });
  `,
  'greeting/en.json': '{ "greeting.hello": "Good morning from outside", "greeting.sign": "Sign" }',
  'greeting/Greeting.svelte': `
    <script lang="ts">
      import { useWords } from '@docket/ui';
      const t: ReturnType<typeof useWords> = useWords();
    </script>

    <p class="greeting">{t('greeting.hello')}</p>

    <style>
      .greeting { outline: 3px dotted rgb(1, 2, 3); }
    </style>
  `,
};

async function write(name: string, text: string): Promise<void> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** The npm that runs the tests, else the one in the path. */
function npm(...args: readonly string[]): Promise<string> {
  const outer = process.env['npm_execpath'] ?? '';
  return /npm-cli\.[cm]?js$/.test(outer)
    ? run(process.execPath, [outer, ...args], { cwd: folder })
    : run('npm', args, { cwd: folder });
}

const program = (): string => path.join(folder, 'node_modules', '.bin', 'docket');
const docket = (...args: readonly string[]): Promise<string> => run(program(), args, { cwd: folder });

/** Starts the server on any free port, under its supervisor. */
async function start(env: Readonly<Record<string, string>> = {}): Promise<Program> {
  server = begin(program(), ['start'], { cwd: folder, env: { PORT: '0', ...env } });
  await server.says(/Docket is ready: Sign shop[^]*Stop with Ctrl-C/);
  return server;
}

const originIn = (output: string): string => /Customers {2}(http:\/\/localhost:\d+)\//.exec(output)![1]!;

/** Kinds of orders that plugins of the distribution draw forms for, by its own configuration. */
async function drawnKinds(): Promise<readonly string[]> {
  const script = `
    import distribution from './docket.config.ts';
    const entries = distribution.plugins.flatMap(({ ui = [] }) => ui);
    console.log(JSON.stringify(entries.filter(({ type }) => type === 'form').map(({ kind }) => kind)));
  `;
  return JSON.parse(
    await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder }),
  ) as string[];
}

describe('a distribution of a vendor, installed from packed tarballs', () => {
  it('asks for its build before it starts', async () => {
    await expect(docket('start')).rejects.toThrow(
      /The distribution "sign-shop" has not been built\.\nNext: Run: docket build/,
    );
  });

  it('builds', async () => {
    expect(await docket('build')).toMatch(/Built in [\d.]+ s\. Next: docket start/);
    expect(await docket('doctor')).not.toContain('✗');
  });

  it('serves that build without what it was made with, and says what a new one needs', async () => {
    await npm('prune', '--omit=dev', '--omit=peer', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts');
    await expect(docket('build')).rejects.toThrow(
      /@docket\/portal is not installed in .*\.\nNext: Run: npm install --save-dev @docket\/portal/,
    );
    const left = await readdir(path.join(folder, 'node_modules'));
    expect(left.filter((name) => ['vite', 'rolldown', 'lightningcss', 'typescript'].includes(name))).toEqual([]);
    await expect(readFile(path.join(folder, '.docket', 'out', 'docket-build.json'), 'utf8')).resolves.toContain(
      'greeting',
    );
  });

  it('leads from an empty database to the first shop', async () => {
    const empty = await start();
    expect(empty.output()).toContain('There is no shop yet. Set it up here, once, within a day:');
    expect(await empty.end()).toBe(0);
    const said = await docket('shop', '--name', 'Sign shop', '--email', 'ann@signs.test');
    expect(said).toMatch(/Choose the password for ann@signs\.test[^]*\/admin\/welcome\/\S+/);
  });

  it("serves pages with the vendor's component, its words, its styles and its server part, and every plugin's kinds", async () => {
    const running = await start();
    const origin = originIn(running.output());
    const page = await (await fetch(`${origin}/`)).text();
    expect(page).toMatch(/<p class="greeting[^"]*">Good morning from outside<\/p>/);
    expect(page).toContain('href="/submit"');

    const sheets = [...page.matchAll(/<link[^>]*href="([^"]+\.css)"/g)].map(([, href]) => new URL(href!, origin));
    const styles = await Promise.all(sheets.map(async (href) => (await fetch(href)).text()));
    expect(styles.join('\n')).toMatch(/\.greeting\.svelte-\w+\s*\{\s*outline:/);

    const answer = await fetch(`${origin}/trpc/portal/x.greeting.greet?input=%7B%7D`);
    expect(await answer.text()).toContain('Greetings from the server part');
    expect((await fetch(`${origin}/admin/sign-in`)).status).toBe(200);
    const kinds = await (await fetch(`${origin}/trpc/portal/requests.kinds?input=%7B%7D`)).text();
    for (const kind of ['sign', ...(await drawnKinds())]) expect(kinds).toContain(`"id":"${kind}"`);
    expect(await running.end()).toBe(0);
  });

  it('is started anew when a plugin hangs it, and says which plugin it was', async () => {
    const running = await start({ DOCKET_STALL_SECONDS: '2' });
    const from = running.output().length;
    const hanging = fetch(`${originIn(running.output())}/trpc/portal/x.greeting.hang?input=%7B%7D`);
    await expect(hanging).rejects.toThrow('fetch failed');
    await running.says(/It hangs in the plugin "greeting", hang \(file:.*server\.js:\d+\)/, { from });
    await running.says(/Docket is ready: Sign shop[^]*Stop with Ctrl-C/, { from });
    const page = await fetch(`${originIn(running.output().slice(from))}/`);
    expect(await page.text()).toContain('Good morning from outside');
    expect(await running.end()).toBe(0);
  });
});

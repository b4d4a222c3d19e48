// Starts a server with every plugin of the repository, on the given database and in the given folder, and prints the packages
// that it has loaded once it answers. A program of its own: a test's process has loaded much more.
import { readdir } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Pages } from '@docket/core';
import type { PluginDescriptor } from '@docket/sdk';
import { root } from './program.ts';

const [database = '', folder = ''] = process.argv.slice(2);
const loaded = new Set<string>();
registerHooks({
  load(url, context, next) {
    loaded.add(url);
    return next(url, context);
  },
});

const pages: Pages = {
  serve: async () => new Response('A page.'),
  styles: () => [],
  isAsset: () => false,
};

const { readSettings } = await import('../src/settings.ts');
const { serve } = await import('../src/serve/serve.ts');
await import('../src/serve/run.ts');
const env = {
  DATABASE_URL: database,
  DOCKET_DATA: folder,
  HOST: '127.0.0.1',
  PORT: '0',
  SMTP_URL: 'smtp://127.0.0.1:9',
};
const distribution = { name: 'whole', title: 'Every plugin', plugins: await everyPlugin() };
const project = { distribution, file: '', folder, state: folder };
const served = await serve({ project, settings: readSettings(env, folder), demo: false, pages });
const answer = await fetch(`${served.origin}/readyz`);
if (!answer.ok) throw new Error(`The server is not ready: ${await answer.text()}`);
console.log(JSON.stringify([...new Set([...loaded].flatMap(packageOf))].toSorted()));
await served.stop(0);

async function everyPlugin(): Promise<readonly PluginDescriptor[]> {
  const plugins = path.join(root, 'plugins');
  return Promise.all(
    (await readdir(plugins)).map(async (name) => {
      const entry = pathToFileURL(path.join(plugins, name, 'src', 'index.ts')).href;
      return ((await import(entry)) as { readonly default: PluginDescriptor }).default;
    }),
  );
}

/** The package whose file it is; none for files of our own. */
function packageOf(url: string): readonly string[] {
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? [];
  return name === undefined ? [] : [name];
}

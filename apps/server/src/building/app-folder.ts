import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Problem } from '../problem.ts';
import { uiEntries } from '../project.ts';
import type { Project } from '../project.ts';
import { installedAt } from './installed.ts';
import { viteFolder } from './vite.ts';

/** The two apps that a distribution builds. */
export const apps = ['portal', 'admin'] as const;
export type AppName = (typeof apps)[number];

/** Where the built app is, complete with all it needs besides Node.js. */
export const outFolder = ({ state }: Project, app: AppName): string => path.join(state, 'out', app);

/** The folder that Vite works in for one app. */
export const workFolder = ({ state }: Project, app: AppName): string => path.join(state, app);

/**
 * Writes the folder in which Vite builds an app: generated files only. The app's sources stay in its package, wherever
 * npm or pnpm put it, and nothing is written there. `develops` lets the browser reach Vite's socket.
 */
export async function writeAppFolder(
  project: Project,
  app: AppName,
  { develops = false }: { readonly develops?: boolean } = {},
): Promise<string> {
  const folder = workFolder(project, app);
  const source = await packageFolder(project, app);
  const { peerDependencies = {} } = await readManifest(source);
  const vite = viteFolder(project, peerDependencies['vite'] ?? 'latest');
  await mkdir(folder, { recursive: true });
  await linkPackages(path.join(folder, 'node_modules'), source, [
    [`@docket/${app}`, source],
    ['vite', vite],
  ]);
  await writeFile(path.join(folder, 'package.json'), `${JSON.stringify(await manifestFor(project), null, 2)}\n`);
  await writeFile(path.join(folder, 'vite.config.js'), configFor(project, app, { source, develops }));
  return folder;
}

async function packageFolder({ file, folder }: Project, app: AppName): Promise<string> {
  const name = `@docket/${app}`;
  const found = installedAt(createRequire(file), name);
  if (found) return realpath(found);
  throw new Problem(`${name} is not installed in ${folder}.`, `Run: npm install --save-dev ${name}`);
}

/**
 * Makes the app's own dependencies resolvable from the work folder, so that a plugin's component finds `svelte` there
 * although neither the plugin's folder nor the distribution lists it; and `more` beside them.
 */
async function linkPackages(
  modules: string,
  source: string,
  more: readonly (readonly [link: string, target: string])[],
): Promise<void> {
  const require = createRequire(path.join(source, 'package.json'));
  const { dependencies = {} } = await readManifest(source);
  const found = Object.keys(dependencies).map((dependency) => [dependency, installedAt(require, dependency)] as const);
  await rm(modules, { recursive: true, force: true });
  for (const [link, target] of [...found, ...more]) {
    if (target) await linkPackage(path.join(modules, link), target);
  }
}

async function linkPackage(link: string, target: string): Promise<void> {
  await mkdir(path.dirname(link), { recursive: true });
  await symlink(await realpath(target), link, 'junction');
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

async function readManifest(folder: string): Promise<Manifest> {
  const file = path.join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Manifest) : {};
}

/**
 * All as devDependencies: Svelte's Vite plugin finds foreign Svelte libraries there, while the adapter would leave
 * `dependencies` out of the bundle. No name: the app must not take this folder for itself.
 */
async function manifestFor({ folder }: Project): Promise<object> {
  const { dependencies, devDependencies } = await readManifest(folder);
  return { private: true, type: 'module', devDependencies: { ...devDependencies, ...dependencies } };
}

/** A real file, because kit loads the configuration again by its name in its workers. */
function configFor(
  project: Project,
  app: AppName,
  { source, develops }: { source: string; develops: boolean },
): string {
  const build = {
    develops,
    root: workFolder(project, app),
    ui: uiEntries(project.distribution),
    out: outFolder(project, app),
    cacheDir: path.join(project.state, 'cache', app),
    allow: [project.folder, source, path.resolve(source, '..', '..')],
    kit: { files: { src: path.join(source, 'src'), assets: path.join(source, 'static') } },
  };
  return [
    '// Written by "docket build"; changes are lost.',
    `import { config } from '@docket/${app}/config';`,
    `export default config(${JSON.stringify(build, null, 2)});`,
    '',
  ].join('\n');
}

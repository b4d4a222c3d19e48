import { existsSync, globSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

/** A package that an installation brings along, with the bytes of its files. */
export interface Installed {
  readonly name: string;
  readonly bytes: number;
}

interface Manifest {
  readonly name: string;
  readonly files?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/**
 * Every package that `npm install --omit=dev` brings for the package in `folder`, itself included: dependencies,
 * optional ones where this system has them, and with `peers` those that are not optional. Packages of this repository
 * count with what they publish, so they must have been compiled.
 */
export function installedWith(folder: string, { peers }: { readonly peers: boolean }): readonly Installed[] {
  const folders = new Set([realpathSync(folder)]);
  for (const each of folders) for (const needed of neededBy(each, peers)) folders.add(needed);
  return [...folders].map((each) => ({ name: manifestOf(each).name, bytes: bytesOf(each) }));
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;

function neededBy(folder: string, peers: boolean): readonly string[] {
  const manifest = manifestOf(folder);
  const own = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  const names = peers ? [...own, ...peersOf(manifest)] : own;
  return names.map((name) => folderOf(name, folder)).filter((found) => found !== undefined);
}

const peersOf = ({ peerDependencies = {}, peerDependenciesMeta = {} }: Manifest): readonly string[] =>
  Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);

/** Undefined for what is not installed: optional packages are made for other systems too. */
function folderOf(name: string, from: string): string | undefined {
  const found = path.join(from, 'node_modules', name);
  if (existsSync(found)) return realpathSync(found);
  const above = path.dirname(from);
  return above === from ? undefined : folderOf(name, above);
}

const bytesOf = (folder: string): number =>
  filesOf(folder).reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);

function filesOf(folder: string): readonly string[] {
  if (folder.split(path.sep).includes('node_modules')) return filesBelow(folder);
  const patterns = manifestOf(folder).files ?? [];
  const published = patterns.filter((pattern) => !pattern.startsWith('!'));
  const below = published.flatMap((pattern) => [pattern, `${pattern}/**`]);
  const left = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  return globSync(below, { cwd: folder, exclude: left }).filter((file) => statSync(path.join(folder, file)).isFile());
}

/** Without the packages inside of it, which count by themselves. */
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isFile()) return [entry.name];
    if (!entry.isDirectory() || entry.name === 'node_modules') return [];
    return filesBelow(path.join(folder, entry.name)).map((file) => path.join(entry.name, file));
  });

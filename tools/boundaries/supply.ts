import type { Edge } from './edges.ts';

/** What a package may name as the version of another: one exact release, or a package of this repository. */
const exact = /^(?:npm:(?:@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$|^workspace:\*$/;

/** The parts of package.json that bring packages along. */
export interface Manifest {
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Dependencies that could be another thing tomorrow: ranges, tags, folders, repositories and addresses. */
export const looseIn = ({ dependencies, devDependencies, optionalDependencies }: Manifest): readonly string[] =>
  Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !exact.test(version))
    .map(([name, version]) => `${name}: ${version}`);

/** What pnpm-lock.yaml resolves by anything but the sum of a released package: repositories, tarballs, folders. */
export const unsummedIn = (lock: string): readonly string[] =>
  [...lock.matchAll(/^ +resolution: (.*)$/gm)]
    .map(([, resolution]) => resolution!)
    .filter((resolution) => !/^\{integrity: sha512-[\w+/]{86}==\}$/.test(resolution));

/** Packages of pnpm-workspace.yaml whose scripts may run when they are installed. */
export function buildsIn(workspace: string): readonly string[] {
  const [, list = ''] = /^allowBuilds:\n((?: +.*\n?)*)/m.exec(workspace) ?? [];
  return [...list.matchAll(/^ +'?([^':]+)'?: true$/gm)].map(([, name]) => name!);
}

/** Whether pnpm-lock.yaml holds a package of that name, whatever its version. */
export const holdsPackage = (lock: string, name: string): boolean => lock.includes(`\n  ${name}@`);

/** Imports of packages that whoever installs this one does not get, and is not asked for either: it runs in this repository alone. */
export function unnamedIn(
  { name = '', dependencies, peerDependencies }: Manifest,
  edges: readonly Edge[],
): readonly string[] {
  const named = new Set([name, ...Object.keys({ ...dependencies, ...peerDependencies })]);
  return edges
    .filter(({ to, isType }) => !isType && !named.has(packageOf(to) ?? name))
    .map(({ from, to }) => `${from} imports ${to}`);
}

/** The package of an import; undefined for a file of the repository, and for what Node.js brings. */
const packageOf = (to: string): string | undefined =>
  /^(?:node:|virtual:|(?:core|sdk|plugins|apps)\/)/.test(to) ? undefined : /^(?:@[^/]+\/)?[^/]+/.exec(to)?.[0];

import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root, run } from './program.ts';

/** A package that is published. */
interface PublicPackage {
  readonly name: string;
  readonly folder: string;
  readonly isPlugin: boolean;
}

/** A published package as a stranger gets it. */
export interface Tarball {
  readonly name: string;
  readonly file: string;
  readonly isPlugin: boolean;
}

/** Compiles the repository's packages and packs every public one into the folder. */
export async function packAll(folder: string): Promise<readonly Tarball[]> {
  await run(process.execPath, [inRoot('node_modules/@typescript/native/bin/tsc'), '-b', 'tsconfig.json'], {
    cwd: root,
  });
  await mkdir(folder, { recursive: true });
  return Promise.all((await publicPackages()).map((published) => pack(published, folder)));
}

async function pack({ name, folder: cwd, isPlugin }: PublicPackage, folder: string): Promise<Tarball> {
  const pnpm = inRoot('.toolchain/node_modules/.bin/pnpm');
  const output = await run(pnpm, ['pack', '--json', '--pack-destination', folder], { cwd });
  const [, file] = /"filename": "(.+?)"/.exec(output) ?? [];
  if (file === undefined) throw new Error(`pnpm did not say what it packed:\n${output}`);
  return { name, file, isPlugin };
}

async function publicPackages(): Promise<readonly PublicPackage[]> {
  // A checkout without any plugin of its own has no folder for them.
  const families = ['sdk', 'apps', 'plugins'].filter((family) => existsSync(inRoot(family)));
  const nested = await Promise.all(
    families.map(async (family) => (await readdir(inRoot(family))).map((name) => path.join(family, name))),
  );
  const read = await Promise.all(
    ['core', ...nested.flat()].map(async (folder) => {
      const { name, private: kept } = JSON.parse(await readFile(inRoot(folder, 'package.json'), 'utf8')) as {
        name: string;
        private?: boolean;
      };
      return kept ? [] : [{ name, folder: inRoot(folder), isPlugin: path.dirname(folder) === 'plugins' }];
    }),
  );
  return read.flat();
}

const inRoot = (...steps: readonly string[]): string => path.join(root, ...steps);

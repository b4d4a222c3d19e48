import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { importsOf } from './imports.ts';
import type { Source } from './sources.ts';

/**
 * One import, resolved. The target is a path from the root for a file of the repository, a package's name with its
 * entry for a package (`@docket/core/api`, `zod`), and `node:fs` for what Node.js brings.
 */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
}

/** The imports of all files as edges. */
export function edgesOf(root: string, sources: readonly Source[]): readonly Edge[] {
  return sources.flatMap((source) =>
    importsOf(source).map(({ specifier, isType }) => ({
      from: source.file,
      to: resolve(root, source.file, specifier),
      isType,
    })),
  );
}

function resolve(root: string, from: string, specifier: string): string {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(from), specifier);
  if (specifier.startsWith('#')) return privateImport(root, from, specifier);
  return specifier;
}

/** `#name` and `#folder/*` come from the `imports` of the package that holds the file. */
function privateImport(root: string, from: string, specifier: string): string {
  const folder = packageFolder(root, from);
  const { imports = {} } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as {
    imports?: Record<string, string>;
  };
  for (const [pattern, target] of Object.entries(imports)) {
    const [start = '', end] = pattern.split('*');
    if (end === undefined ? specifier === pattern : specifier.startsWith(start)) {
      return path.posix.join(folder, target.replace('*', specifier.slice(start.length)));
    }
  }
  throw new Error(`${from} imports ${specifier}, which the package.json of ${folder} does not list under "imports".`);
}

/** The nearest folder above a file with a package.json, from the root; '.' for the root itself. */
export function packageFolder(root: string, file: string): string {
  const folder = path.posix.dirname(file);
  return folder === '.' || existsSync(path.join(root, folder, 'package.json')) ? folder : packageFolder(root, folder);
}

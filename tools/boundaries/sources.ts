import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A source file: its path from the root with forward slashes, and its text. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

const generated = new Set(['node_modules', 'dist', 'build', 'test-results', 'coverage']);

/** Every .ts and .svelte file below the given folders of a repository, in a fixed order. */
export function readSources(root: string, folders: readonly string[]): readonly Source[] {
  return folders
    .flatMap((folder) => list(root, folder))
    .filter((file) => /\.(ts|svelte)$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
}

/** Every file below a folder that people wrote, with forward slashes. */
export function list(root: string, folder: string): readonly string[] {
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
  return entries
    .filter(({ name }) => !name.startsWith('.') && !generated.has(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? list(root, `${folder}/${entry.name}`) : [`${folder}/${entry.name}`]));
}

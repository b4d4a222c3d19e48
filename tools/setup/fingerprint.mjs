import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const generated = new Set(['node_modules', 'dist', 'build', 'test-results', 'coverage']);

/**
 * The files below a folder in a fixed order, without what tools wrote (node_modules, dist, hidden folders…).
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
export async function sourceFiles(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter(({ name }) => !name.startsWith('.') && !generated.has(name))
      .map(async (entry) => {
        const file = path.join(folder, entry.name);
        return entry.isDirectory() ? sourceFiles(file) : [file];
      }),
  );
  return nested.flat().toSorted();
}

/**
 * One hash over names and contents: the same as long as nothing is added, removed, renamed or changed.
 * @param {string} base names are taken relative to this folder
 * @param {readonly string[]} files
 * @param {string} [more] anything else that the result depends on
 */
export async function fingerprint(base, files, more = '') {
  const hash = createHash('sha256').update(more);
  for (const file of files) {
    const content = await readFile(file);
    hash.update(`\0${path.relative(base, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

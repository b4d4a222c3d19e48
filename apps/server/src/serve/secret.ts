import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The deployment's secret from its data folder; made on the first start, readable by the owner alone. Written aside and
 * linked, so that two processes that start at once agree on one.
 */
export async function keptSecret(dataFolder: string): Promise<string> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const file = path.join(dataFolder, 'secret');
  const found = await readFile(file, 'utf8').catch(() => '');
  if (found.trim().length >= 32) return found.trim();
  const aside = `${file}.${randomBytes(8).toString('hex')}`;
  await writeFile(aside, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  await link(aside, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(aside, { force: true });
  return (await readFile(file, 'utf8')).trim();
}

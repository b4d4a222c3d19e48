import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '../runner/problem.mjs';

/** @typedef {{ readonly uid: number, readonly gid: number }} Account */

/**
 * Who runs the server: nobody else for an ordinary user; for root the account "postgres", else "nobody".
 * @returns {Promise<Account | undefined>}
 */
export async function serverAccount() {
  if (process.getuid?.() !== 0) return undefined;
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const found = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody');
  if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
  throw new Problem(
    'PostgreSQL does not run as root, and there is no account "postgres" or "nobody".',
    'Run the command as an ordinary user.',
  );
}

/**
 * The system's temporary folder, or /tmp when another account could not reach it (a TMPDIR below root's home).
 * @param {Account | undefined} account
 */
export async function temporaryFolder(account) {
  const usual = os.tmpdir();
  return !account || (await reachableByAll(usual)) ? usual : '/tmp';
}

/** @param {string} folder */
async function reachableByAll(folder) {
  for (let at = path.resolve(folder); at !== path.dirname(at); at = path.dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false;
  }
  return true;
}

/**
 * Gives a folder and all in it to the account.
 * @param {string} folder
 * @param {Account | undefined} account
 */
export async function folderAccount(folder, account) {
  if (account) await promisify(execFile)('chown', ['-R', `${account.uid}:${account.gid}`, folder]);
}

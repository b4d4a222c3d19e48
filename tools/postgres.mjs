import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { folderAccount, serverAccount, temporaryFolder } from './postgres/account.mjs';
import { findBinaries } from './postgres/binaries.mjs';
import { Problem } from './runner/problem.mjs';

/**
 * @typedef {object} Server
 * @property {string} url of the superuser's own database
 * @property {() => Promise<void>} stop ends the server and removes its data; may be called twice
 */

const forgetful = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * Starts a throwaway PostgreSQL 15 or newer on a free port of 127.0.0.1, in a temporary folder outside of the
 * repository. Works as root too, where PostgreSQL itself refuses to run: the server then runs as another account.
 * @param {object} options
 * @param {boolean} options.fsync false for tests: faster, and a power cut costs nothing
 * @param {() => Promise<import('./postgres/binaries.mjs').Binaries>} [options.binaries] where the programs come from
 * @returns {Promise<Server>}
 */
export async function startPostgres({ fsync, binaries = findBinaries }) {
  const account = await serverAccount();
  const folder = await mkdtemp(path.join(await temporaryFolder(account), 'docket-postgres-'));
  try {
    await chmod(folder, 0o755);
    const bin = await (await binaries()).placeFor(account, folder);
    await folderAccount(folder, account);
    const cluster = { bin, account, folder, data: path.join(folder, 'data') };
    await createCluster(cluster);
    return await openCluster(cluster, fsync ? [] : forgetful);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/**
 * @typedef {object} Cluster
 * @property {string} bin the folder of initdb and postgres
 * @property {import('./postgres/account.mjs').Account | undefined} account who runs the server, when not we
 * @property {string} folder
 * @property {string} data
 */

/** @param {Cluster} cluster */
async function createCluster(cluster) {
  const settings = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  const { code, output } = await ended(launch(cluster, 'initdb', ['-D', cluster.data, ...settings]));
  if (code !== 0) throw new Problem('initdb could not create a database cluster.', 'Read the output above.', output);
}

/**
 * Another program may take the free port between our look and the server's start; then the next one is tried.
 * @param {Cluster} cluster
 * @param {readonly string[]} settings
 * @returns {Promise<Server>}
 */
async function openCluster(cluster, settings, attempts = 3) {
  const port = await freePort();
  const all = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', ...settings];
  const child = launch(cluster, 'postgres', [
    '-D',
    cluster.data,
    '-p',
    String(port),
    ...all.flatMap((one) => ['-c', one]),
  ]);
  const end = ended(child);
  const refusal = await Promise.race([readiness(child), end.then(({ output }) => output)]);
  if (refusal === undefined) {
    return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop: stopper(cluster, child, end) };
  }
  if (/could not bind|Address already in use/.test(refusal) && attempts > 1) {
    return openCluster(cluster, settings, attempts - 1);
  }
  throw new Problem('PostgreSQL did not start.', 'Read the output above.', refusal);
}

/**
 * In a process group of its own, so that Ctrl-C does not take the server away under the programs that still use it.
 * @param {Cluster} cluster
 * @param {string} program
 * @param {readonly string[]} args
 */
function launch({ bin, account, folder }, program, args) {
  const env = { PATH: process.env['PATH'], TZ: 'UTC', LC_ALL: 'C' };
  return spawn(path.join(bin, program), args, {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(account && { uid: account.uid, gid: account.gid }),
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<undefined>} settles when the server takes connections
 */
function readiness(child) {
  return new Promise((resolve) => {
    child.stderr?.on('data', (/** @type {Buffer} */ chunk) => {
      if (chunk.includes('ready to accept connections')) resolve(undefined);
    });
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<{ code: number, output: string }>} the last 20,000 characters that it printed
 */
function ended(child) {
  let output = '';
  const keep = (/** @type {Buffer} */ chunk) => void (output = (output + chunk).slice(-20_000));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Ends the server and removes its folder; also when the program that uses it dies of an error first.
 * @param {Cluster} cluster
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<unknown>} end
 */
function stopper({ folder }, child, end) {
  const atExit = () => {
    child.kill('SIGQUIT'); // "immediate": the data goes anyway
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', atExit);
  return async () => {
    process.off('exit', atExit);
    child.kill('SIGINT'); // "fast": open sessions are ended, nothing is waited for
    await end;
    await rm(folder, { recursive: true, force: true });
  };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

import { spawn } from 'node:child_process';
import { toolEnvironment } from './environment.mjs';
import { root } from './repository.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * @typedef {object} Options
 * @property {string} [cwd] the repository's root when left out
 * @property {NodeJS.ProcessEnv} [env] added to the environment of our tools
 */

/**
 * Runs a program to its end and keeps what it printed.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Options} [options]
 * @returns {Promise<{ code: number, output: string }>} output: both streams, in the order they came
 */
export function capture(program, args, options = {}) {
  const child = start(program, args, options, 'pipe');
  let output = '';
  child.stdout?.on('data', (/** @type {Buffer} */ chunk) => (output += chunk));
  child.stderr?.on('data', (/** @type {Buffer} */ chunk) => (output += chunk));
  return ended(child).then((code) => ({ code, output }));
}

/**
 * Runs a program to its end on our own output.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Options} [options]
 * @returns {Promise<number>} the exit code
 */
export function show(program, args, options = {}) {
  return ended(start(program, args, options, 'inherit'));
}

/**
 * In a process group of its own, so that Ctrl-C reaches it once, through us, and not twice.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Options} options
 * @param {'pipe' | 'inherit'} output
 */
function start(program, args, { cwd = root, env = {} }, output) {
  const child = spawn(program, args, {
    cwd,
    env: { ...toolEnvironment(), ...env },
    stdio: ['ignore', output, output],
    detached: true,
  });
  running.add(child);
  return child;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      running.delete(child);
      reject(error);
    });
    child.once('close', (code) => {
      running.delete(child);
      killGroup(child);
      resolve(code ?? 1);
    });
  });
}

/**
 * What a program leaves behind (browsers, workers) ends with it.
 * @param {import('node:child_process').ChildProcess} child
 */
function killGroup(child) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * Passes a signal on to all that runs and waits for it to end; what is still there after 30 seconds is killed.
 * @param {NodeJS.Signals} signal
 */
export async function endAll(signal) {
  const children = [...running];
  const ends = children.map((child) => new Promise((resolve) => child.once('close', resolve)));
  for (const child of children) child.kill(signal);
  const late = setTimeout(() => children.forEach(killGroup), 30_000);
  await Promise.all(ends);
  clearTimeout(late);
}

import os from 'node:os';
import { endAll } from './processes.mjs';

/** @type {(() => Promise<void>)[]} */
const closers = [];

/**
 * Remembers what must be undone when the command ends, however it ends. The last one remembered runs first.
 * @param {() => Promise<void>} close
 */
export function onClose(close) {
  closers.unshift(close);
}

/** Undoes all that is left to undo. */
export async function closeAll() {
  for (const close of closers.splice(0)) await close();
}

/**
 * Ends everything on a signal, and when the npm above us dies without passing one on: its shell does not hand SIGTERM
 * down, and an orphaned server would keep the port.
 */
export function watchForTheEnd() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => void end(signal));
  }
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void end('SIGTERM');
  }, 500).unref();
}

let ending = false;

/** @param {NodeJS.Signals} signal */
async function end(signal) {
  const first = !ending;
  ending = true;
  await endAll(signal);
  if (!first) return;
  await closeAll();
  process.exit(128 + os.constants.signals[signal]);
}

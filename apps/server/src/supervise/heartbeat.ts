import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PluginFolder } from './plugin-folders.ts';
import type { StallData } from './stall-worker.ts';

/**
 * Beats while this thread is alive. A second thread counts missed beats; after `limit` seconds without one it says on
 * stderr where this thread hangs, by plugin if it can, and ends the process, so that its supervisor starts it anew.
 */
export function keepBeating(limit: number, plugins: readonly PluginFolder[]): void {
  const beats = new SharedArrayBuffer(4);
  const counter = new Int32Array(beats);
  setInterval(() => Atomics.add(counter, 0, 1), 500).unref();
  const worker = new Worker(new URL(`./stall-worker${path.extname(import.meta.url)}`, import.meta.url), {
    workerData: { beats, limit, plugins } satisfies StallData,
    // No inherited options: --watch and --inspect belong to the thread that serves.
    execArgv: [],
  });
  worker.unref();
}

import { writeSync } from 'node:fs';
import { Session } from 'node:inspector';
import type { Debugger } from 'node:inspector';
import { workerData } from 'node:worker_threads';
import { ownerOf } from './plugin-folders.ts';
import type { PluginFolder } from './plugin-folders.ts';

/** What the watched thread hands over. */
export interface StallData {
  /** Counts up while the watched thread is alive. */
  readonly beats: SharedArrayBuffer;
  /** Seconds without a beat after which the process ends. */
  readonly limit: number;
  readonly plugins: readonly PluginFolder[];
}

const { beats, limit, plugins } = workerData as StallData;
const counter = new Int32Array(beats);
let seen = -1;
let missed = 0;

// Looks are counted, not time: a laptop that slept for an hour has not missed a beat.
setInterval(() => {
  const now = Atomics.load(counter, 0);
  missed = now === seen ? missed + 1 : 0;
  seen = now;
  if (missed === limit) askWhereAndEnd();
}, 1000);

/** Interrupts the busy thread to read its stack; what hangs in native code cannot be asked. */
function askWhereAndEnd(): void {
  const session = new Session();
  const urls = new Map<string, string>();
  session.connectToMainThread();
  session.on('Debugger.scriptParsed', ({ params }) => urls.set(params.scriptId, params.url));
  session.on('Debugger.paused', ({ params }) => end(`It hangs in ${placeOf(params.callFrames, urls)}.`));
  session.post('Debugger.enable');
  session.post('Debugger.pause');
  setTimeout(() => end('Where it hangs could not be found out.'), 2000);
}

function placeOf(frames: readonly Debugger.CallFrame[], urls: ReadonlyMap<string, string>): string {
  const named = frames.map(({ functionName, location }) => {
    const url = urls.get(location.scriptId) ?? '';
    return { plugin: ownerOf(url, plugins), at: `${functionName || 'a function'} (${url}:${location.lineNumber + 1})` };
  });
  const found = named.find(({ plugin }) => plugin) ?? named[0];
  return found?.plugin ? `the plugin "${found.plugin}", ${found.at}` : (found?.at ?? 'unknown code');
}

/** Written straight to the descriptor: a worker's own console goes through the thread that hangs. */
function end(where: string): void {
  writeSync(2, `\nThe server has not moved for ${limit} s and is ended. ${where}\n`);
  process.kill(process.pid, 'SIGKILL');
}

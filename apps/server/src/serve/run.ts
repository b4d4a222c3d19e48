import type { Project } from '../project.ts';
import { pluginFolders } from '../supervise/plugin-folders.ts';
import { keepBeating } from '../supervise/heartbeat.ts';
import { sayReady } from '../supervise/supervisor.ts';
import { serve } from './serve.ts';
import type { Served } from './serve.ts';
import type { Settings } from '../settings.ts';
import { welcome } from './welcome.ts';
import type { Pages, Platform } from '@docket/core';

interface RunOptions {
  readonly project: Project;
  readonly settings: Settings;
  readonly demo: boolean;
  readonly pages: Pages;
}

/** Requests that run when the server is asked to end may take this long, in milliseconds. */
const grace = 25_000;
/** A server that has not moved for this many seconds is ended by itself; its supervisor starts it anew. */
const stallLimit = 15;

/** Serves until a signal comes: the first lets running requests end, the second ends at once. */
export async function runServer(options: RunOptions): Promise<void> {
  const served = await serve({ ...options, ...(options.demo && { prepare: fillShop }) });
  // Only now: the very first start of the embedded database keeps a slow machine busy for longer.
  keepBeating(
    Number(process.env['DOCKET_STALL_SECONDS'] ?? stallLimit),
    pluginFolders(options.project.distribution.plugins),
  );
  endOnSignal(served);
  console.log(welcome({ ...options, ...served, setUpLink: await served.platform.setUpLink() }));
  sayReady();
}

async function fillShop(platform: Platform): Promise<void> {
  const { fillDemo } = await import('../demo/fill.ts');
  await fillDemo(platform);
}

function endOnSignal(served: Served): void {
  let ending = false;
  const end = (): void => {
    if (ending) process.exit(1);
    ending = true;
    console.log('Ending: running requests may finish. Once more to end at once.');
    served.stop(grace).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  // The supervisor is gone without a word: an orphan would keep the port and the data folder.
  process.once('disconnect', end);
}

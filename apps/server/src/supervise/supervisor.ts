import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/** What the server tells its supervisor over IPC. */
export interface Ready {
  readonly ready: true;
}

interface SuperviseOptions {
  /** A script and its arguments. */
  readonly script: string;
  readonly args: readonly string[];
  readonly say: (sentence: string) => void;
}

/** More restarts than this within a minute: something is wrong that a restart does not mend. */
const restartsPerMinute = 5;

/**
 * Runs the server as a child and starts it anew when it dies after it was ready. Signals are passed on; answers the
 * exit code when the server ended as asked, never became ready, or dies again and again.
 */
export function supervise({ script, args, say }: SuperviseOptions): Promise<number> {
  const deaths: number[] = [];
  let child: ChildProcess;
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      asked = true;
      child.kill(signal);
    });
  }
  return new Promise((resolve, reject) => {
    const run = (): void => {
      let ready = false;
      // A process group of its own: Ctrl-C reaches it once, through us, and not twice.
      child = fork(script, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true });
      child.on('message', () => (ready = true));
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        if (asked || !ready) return resolve(code ?? 1);
        deaths.push(Date.now());
        if (deaths.filter((at) => at > Date.now() - 60_000).length > restartsPerMinute) {
          say(`The server died ${restartsPerMinute + 1} times within a minute and is not started again.`);
          return resolve(1);
        }
        say(`The server died (${signal ?? `code ${code}`}). It is started again.`);
        run();
      });
    };
    run();
  });
}

/** Tells the supervisor above, if there is one, that the server takes requests. */
export const sayReady = (): void => void process.send?.({ ready: true } satisfies Ready);

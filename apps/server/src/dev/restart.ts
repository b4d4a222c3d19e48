import { spawn } from 'node:child_process';
import { apps } from '../building/app-folder.ts';
import { freePort } from './free-port.ts';
import { socketsVariable } from './pages.ts';

/**
 * Runs the development server under Node's own watch: it starts anew when a file that the server imports changes. What
 * Vite serves is not imported by Node.js, so pages and components reload in place instead. The ports of Vite's sockets
 * outlive a restart, so that open pages notice it and load themselves again.
 */
export async function restartOnChange(script: string, args: readonly string[]): Promise<number> {
  const sockets = await Promise.all(apps.map(freePort));
  const child = spawn(process.execPath, ['--watch', '--watch-preserve-output', script, ...args], {
    stdio: 'inherit',
    detached: true,
    env: { ...process.env, [socketsVariable]: sockets.join(',') },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 0));
  });
}

import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../problem.ts';
import { uiEntries } from '../project.ts';
import type { Project } from '../project.ts';
import { apps, outFolder, writeAppFolder } from './app-folder.ts';
import type { AppName } from './app-folder.ts';
import { writeStamp } from './stamp.ts';
import { writeStylesheets } from './stylesheets.ts';

/**
 * Builds portal and admin of a distribution, both at once, each in a Vite of its own. What it writes into
 * `.docket/out` runs with Node.js alone.
 */
export async function buildApps(project: Project): Promise<void> {
  // First, for it tells what is missing, and the last build goes on serving then.
  const works = await Promise.all(apps.map(async (app) => [app, await writeAppFolder(project, app)] as const));
  await rm(path.join(project.state, 'out'), { recursive: true, force: true });
  await mkdir(path.join(project.state, 'out'), { recursive: true });
  await Promise.all(works.map(([app, work]) => buildApp(project, app, work)));
  await writeStamp(project);
}

async function buildApp(project: Project, app: AppName, work: string): Promise<void> {
  const { code, output } = await runVite(work);
  if (code !== 0) {
    throw new Problem(`The ${app} could not be built.`, 'Read the output above and correct the file it names.', {
      output,
    });
  }
  await writeStylesheets(work, outFolder(project, app), uiEntries(project.distribution));
}

function runVite(work: string): Promise<{ code: number; output: string }> {
  const vite = path.join(work, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: work,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer): void => void (output += String(chunk));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync } from 'node:fs';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Thrown when another process that is alive holds the folder. */
export class FolderInUse extends Error {
  readonly folder: string;
  readonly pid: number;
  constructor(folder: string, pid: number) {
    super(
      `The data folder ${folder} is in use by process ${pid}. Stop it first, or set DOCKET_DATA to another folder.`,
    );
    this.name = 'FolderInUse';
    this.folder = folder;
    this.pid = pid;
  }
}

/**
 * Takes the folder for this process alone, and answers how to give it back. The embedded database has no lock of
 * its own, and a second process would destroy its data in silence.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'lock');
  const mine = `${process.pid} ${await startOf(process.pid)} ${randomUUID()}\n`;
  const release = async (): Promise<void> => {
    if (textOf(path) === mine) await rm(path, { force: true });
  };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await claim(path, mine)) return release;
    const found = textOf(path);
    const holder = await liveHolderIn(found);
    if (holder !== undefined) throw new FolderInUse(folder, holder);
    if (await takeOver(path, found, mine)) return release;
  }
  throw new FolderInUse(folder, 0);
}

/** Written aside and linked, so that nobody ever reads a lock without its holder. */
async function claim(path: string, mine: string): Promise<boolean> {
  const aside = await writeAside(path, mine);
  try {
    await link(aside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

/** Replaces a lock whose holder is gone. Of several who do so at once, all look a moment later whose stayed. */
async function takeOver(path: string, found: string, mine: string): Promise<boolean> {
  const aside = await writeAside(path, mine);
  // Nothing of this process comes between these two.
  if (textOf(path) === found) renameSync(aside, path);
  await rm(aside, { force: true });
  await setTimeout(100);
  return textOf(path) === mine;
}

async function writeAside(path: string, mine: string): Promise<string> {
  const aside = `${path}.${randomUUID()}`;
  await writeFile(aside, mine);
  return aside;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The live process that holds the lock. A number used again by another process is told apart by its start. */
async function liveHolderIn(text: string): Promise<number | undefined> {
  const [pid, start] = text.trim().split(' ');
  const holder = Number(pid);
  if (!Number.isInteger(holder) || holder <= 0 || !isAlive(holder)) return undefined;
  return start === (await startOf(holder)) ? holder : undefined;
}

/** When the process started, in the kernel's own count; empty where the system does not tell. */
async function startOf(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

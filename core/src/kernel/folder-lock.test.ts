import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { FolderInUse, lockFolder } from './folder-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'docket-lock-')), 'data');
  return () => rm(join(folder, '..'), { recursive: true });
});

async function lockAndRelease(): Promise<void> {
  const release = await lockFolder(folder);
  await release();
}

describe('the lock of a data folder', () => {
  it('makes the folder for its owner alone, and leaves nothing behind', async () => {
    const release = await lockFolder(folder);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(await readdir(folder)).toEqual(['lock']);
    await release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is held by one at a time, and says by whom', async () => {
    const release = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toMatchObject({ name: 'FolderInUse', pid: process.pid, folder });
    await release();
    await lockAndRelease();
  });

  it.each([
    ['free', undefined],
    ['left by a dead process', '999999999 1'],
  ])('is taken by one of many who come at once when it is %s', async (_, left) => {
    await lockAndRelease();
    if (left !== undefined) await writeFile(join(folder, 'lock'), left);
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('refuses within a second while another process holds it, and is taken over from a killed one', async () => {
    const script = `import { lockFolder } from ${JSON.stringify(import.meta.resolve('./folder-lock.ts'))};
      await lockFolder(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    const start = performance.now();
    await expect(lockFolder(folder)).rejects.toThrow(`in use by process ${holder.pid}`);
    expect(performance.now() - start).toBeLessThan(1000);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await lockAndRelease();
  });

  it.each([
    ['of a process that is gone', '999999999 1'],
    ['of another process with the same number', `${process.pid} 1`],
    ['that is empty', ''],
    ['that is nonsense', 'nonsense'],
  ])('takes over a lock %s', async (_, text) => {
    await lockAndRelease();
    await writeFile(join(folder, 'lock'), text);
    const release = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUse);
    await release();
  });

  it('is an error with a next step', () => {
    expect(new FolderInUse('/data', 7).message).toBe(
      'The data folder /data is in use by process 7. Stop it first, or set DOCKET_DATA to another folder.',
    );
  });
});

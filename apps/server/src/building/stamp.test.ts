import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describePlugin } from '@docket/sdk';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Project } from '../project.ts';
import { requireBuild, writeStamp } from './stamp.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'docket-stamp-'));
  await mkdir(path.join(folder, '.docket', 'out'), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const plugin = (version: string) =>
  describePlugin({ id: 'signs', version, title: 'Signs', about: 'Makes signs.', activation: 'on' });
const project = (version: string, name = 'docket.config.ts'): Project => ({
  distribution: { name: 'shop', title: 'Shop', plugins: [plugin(version)] },
  file: path.join(folder, name),
  folder,
  state: path.join(folder, '.docket'),
});

it('a start without a build, or with one of other plugins, is told to build first', async () => {
  await expect(requireBuild(project('1.0.0'))).rejects.toMatchObject({
    message: 'The distribution "shop" has not been built.',
    next: 'Run: docket build',
  });
  await writeStamp(project('1.0.0'));
  await expect(requireBuild(project('1.0.0'))).resolves.toBeUndefined();
  await expect(requireBuild(project('1.0.1', 'signs.ts'))).rejects.toMatchObject({
    message: 'The distribution "shop" was built with other plugins.',
    next: `Run: docket build --distribution ${path.join(folder, 'signs.ts')}`,
  });
});

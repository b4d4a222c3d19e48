import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Project } from '../project.ts';
import { buildApps } from './build.ts';
import { viteFolder } from './vite.ts';

let project: Project;
beforeAll(async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'docket-vite-'));
  const distribution = { name: 'shop', title: 'Shop', plugins: [] };
  project = { distribution, file: path.join(folder, 'docket.config.ts'), folder, state: path.join(folder, '.docket') };
});
afterAll(() => rm(project.folder, { recursive: true, force: true }));

it('[P18] a build without Vite is told what to install, and leaves the last one in place', async () => {
  for (const name of ['portal', 'admin']) {
    const app = path.join(project.folder, 'node_modules', '@docket', name);
    await mkdir(app, { recursive: true });
    await writeFile(path.join(app, 'package.json'), '{ "peerDependencies": { "vite": "8.3.8" } }');
  }
  const page = path.join(project.state, 'out', 'page.js');
  await mkdir(path.dirname(page), { recursive: true });
  await writeFile(page, '');
  await expect(buildApps(project)).rejects.toMatchObject({
    name: 'Problem',
    message: `Vite, which builds the pages, is not installed in ${project.folder}.`,
    next: 'Run: npm install --save-dev vite@8.3.8',
  });
  await expect(access(page)).resolves.toBeUndefined();
});

it("a distribution's own Vite is found", async () => {
  const vite = path.join(project.folder, 'node_modules', 'vite');
  await mkdir(vite, { recursive: true });
  expect(viteFolder(project, '8.3.8')).toBe(vite);
});

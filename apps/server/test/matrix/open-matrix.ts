import { existsSync } from 'node:fs';
import path from 'node:path';
import type { PluginDescriptor } from '@docket/sdk';
import { errandPlugin, notePlugin, openTestPlatform, tallyPlugin, type Store } from '@docket/core/testing';
import { loadProject } from '../../src/index.ts';
import { root } from '../program.ts';
import { actorsOf } from './actors.ts';
import { askPlatform } from './asking.ts';
import { fileSubjects } from './file-subjects.ts';
import { givenSubjects } from './given-subjects.ts';
import { liveSubjects } from './live-subjects.ts';
import { madeSubjects } from './made-subjects.ts';
import { procedureSubjects } from './procedure-subjects.ts';
import { openWorld } from './world.ts';

/** The plugins of all distributions, each once. A checkout without one of them has no procedures of its plugins. */
async function allPlugins(): Promise<readonly PluginDescriptor[]> {
  const files = ['print-shop', 'carrier'].map((name) => path.join(root, 'examples', name, 'docket.config.ts'));
  const projects = await Promise.all(files.filter((file) => existsSync(file)).map((file) => loadProject(file)));
  const plugins = projects.flatMap(({ distribution }) => distribution.plugins);
  return [...new Map(plugins.map((plugin) => [plugin.id, plugin])).values()];
}

/** A platform with the plugins of all distributions, with a kind besides that is quick to fill in, one that has services, one that keeps rows about orders, two shops, and everybody who asks there. */
export async function openMatrix(store: Store) {
  const plugins = [...(await allPlugins()), notePlugin(), errandPlugin(), tallyPlugin()];
  // Nobody out there is asked.
  const hostProof = { holds: async (host: string) => host.startsWith('proven.') };
  const config = { workers: false, trustProxy: true, hostProof };
  const test = await openTestPlatform({ plugins, store, config });
  const world = await openWorld(test.platform);
  const installed = test.platform.registry.plugins;
  const subjects = [
    ...procedureSubjects(installed),
    ...fileSubjects,
    ...madeSubjects(installed),
    ...givenSubjects(installed),
    ...liveSubjects,
  ];
  return { test, world, subjects, actors: await actorsOf(world), ask: askPlatform(test.platform) };
}

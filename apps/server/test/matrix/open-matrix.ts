import path from 'node:path';
import { errandPlugin, notePlugin, openTestPlatform, proceduresOf, type Store } from '@docket/core/testing';
import { loadProject } from '../../src/index.ts';
import { root } from '../program.ts';
import { actorsOf } from './actors.ts';
import { askPlatform } from './asking.ts';
import { fileSubjects } from './file-subjects.ts';
import { procedureSubjects } from './procedure-subjects.ts';
import { openWorld } from './world.ts';

/** The print shop's platform, with a kind besides that is quick to fill in, one that has services, two shops, and everybody who asks there. */
export async function openMatrix(store: Store) {
  const { distribution } = await loadProject(path.join(root, 'examples', 'print-shop', 'docket.config.ts'));
  const plugins = [...distribution.plugins, notePlugin(), errandPlugin()];
  // Nobody out there is asked.
  const hostProof = { holds: async (host: string) => host.startsWith('proven.') };
  const config = { workers: false, trustProxy: true, hostProof };
  const test = await openTestPlatform({ plugins, store, config });
  const world = await openWorld(test.platform);
  const found = proceduresOf(test.platform.registry.plugins);
  const subjects = [...procedureSubjects(found), ...fileSubjects];
  return { test, world, subjects, actors: await actorsOf(world), ask: askPlatform(test.platform) };
}

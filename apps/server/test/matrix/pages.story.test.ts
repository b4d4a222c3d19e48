import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { notePlugin } from '@docket/core/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtPages, loadProject, readSettings, serve, type Served } from '../../src/index.ts';
import { root } from '../program.ts';
import { actorsOf, type Actor } from './actors.ts';
import { askServer, type Ask } from './asking.ts';
import { cellsOf, mustChangeNothing, type Cell } from './cells.ts';
import { check } from './checking.ts';
import { actionSubjects, dataSubjects, pageSubjects } from './page-subjects.ts';
import { faultsOfPages, foundPages } from './pages.ts';
import { snapshot } from './snapshot.ts';
import type { Subject } from './subject.ts';
import { openWorld, type World } from './world.ts';

/** Two thousand pages on two busy cores. */
const patience = 400_000;

let folder: string;
let served: Served;
let world: World;
let actors: readonly Actor[];
let ask: Ask;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'docket-matrix-'));
  const project = await loadProject(path.join(root, 'examples', 'print-shop', 'docket.config.ts'));
  const distribution = { ...project.distribution, plugins: [...project.distribution.plugins, notePlugin()] };
  const environment = { PORT: '0', HOST: '127.0.0.1', DOCKET_DATA: folder, TRUST_PROXY: '1' };
  const settings = readSettings(environment, folder);
  served = await serve({
    project: { ...project, distribution },
    settings,
    demo: false,
    pages: await builtPages(project),
  });
  world = await openWorld(served.platform);
  actors = await actorsOf(world);
  ask = askServer(served.origin);
});
afterAll(async () => {
  await served?.stop(0);
  await rm(folder, { recursive: true, force: true });
});

/** Who is nobody here is asked about one thing of somebody and one of nobody: it cannot matter whose it is. */
const isWorthAsking = ({ actor, variant }: Cell): boolean =>
  (actor.self ?? actor.permissions) !== undefined || ['as it should be', 'own', 'unknown'].includes(variant);

/** Asks every cell of the subjects, and says what is wrong, and how many there were. */
async function asked(what: string, subjects: readonly Subject[], more: (cell: Cell) => boolean = () => true) {
  const cells = cellsOf(world, subjects, actors).filter((cell) => isWorthAsking(cell) && more(cell));
  console.log(`${cells.length} cells: ${subjects.length} ${what} × ${actors.length} actors`);
  const names = new Set(cells.map(({ subject, actor }) => `${subject.name} ${actor.name}`));
  return { faults: await check(world, ask, cells), pairs: names.size };
}

it('knows every page and form action that there is, and none that there is not', () => {
  expect(faultsOfPages()).toEqual([]);
});

it('names a page that is not classified, an action that is not, and a page that is gone', () => {
  const [first, ...others] = foundPages();
  const more = [...others, { name: 'portal /secret', actions: [] }, { ...first!, actions: ['burn'] }];
  const faults = faultsOfPages(more.filter(({ name }) => name !== 'admin /orders/board'));
  expect(faults).toEqual([
    expect.stringContaining('The page "portal /secret" is not classified'),
    expect.stringContaining('has the actions "burn"'),
    expect.stringContaining('"admin /orders/board" is in'),
  ]);
});

it(
  '[abuse 32] [abuse 49] [abuse 52] [abuse 57] draws every page by rule for everybody, tells nobody of others, and changes nothing',
  async () => {
    const before = await snapshot(world);
    const { faults, pairs } = await asked('pages', pageSubjects);
    expect(faults).toEqual([]);
    expect(pairs).toBe(pageSubjects.length * actors.length);
    expect(await snapshot(world)).toEqual(before);
  },
  patience,
);

it(
  '[abuse 32] [abuse 49] loads the data of every page by the same rule',
  async () => {
    const readers = ['anonymous', 'contact with every right', 'contact of another customer', 'staff: owner'];
    const { faults } = await asked('pages’ data', dataSubjects, ({ actor }) => readers.includes(actor.name));
    expect(faults).toEqual([]);
  },
  patience,
);

it(
  '[abuse 32] [abuse 57] takes no form from whom its call is not open to, and changes nothing',
  async () => {
    const before = await snapshot(world);
    expect((await asked('form actions', actionSubjects, mustChangeNothing)).faults).toEqual([]);
    expect(await snapshot(world)).toEqual(before);
  },
  patience,
);

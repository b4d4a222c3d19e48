import { proceduresOf, type TestPlatform } from '@docket/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from './actors.ts';
import { askPlatform, type Ask } from './asking.ts';
import { cellsOf, countOf, mustChangeNothing, type Cell } from './cells.ts';
import { check, foreignWords } from './checking.ts';
import { faultsOfAudit } from './audited.ts';
import { faultsOfUploads } from './given-subjects.ts';
import { answersOfLists, changed, listsOf } from './lists.ts';
import { openMatrix } from './open-matrix.ts';
import { faultsOfFiles } from './made-subjects.ts';
import { classifiedOf, faultsOfTable } from './procedures.ts';
import { snapshot } from './snapshot.ts';
import type { Subject } from './subject.ts';
import { canaries, type World } from './world.ts';

const isRead = ({ subject }: Cell): boolean => subject.asked('own', '', '').init?.method === undefined;

describe('the matrix', { timeout: 300_000 }, () => {
  let test: TestPlatform;
  let world: World;
  let ask: Ask;
  let actors: readonly Actor[];
  let subjects: readonly Subject[];
  let cells: readonly Cell[];

  beforeAll(async () => {
    ({ test, world, ask, actors, subjects } = await openMatrix('pglite'));
    cells = cellsOf(world, subjects, actors);
  }, 120_000);
  afterAll(() => test.close());

  it('knows every procedure that there is, with its gate, and none that there is not', () => {
    const { plugins } = test.platform.registry;
    expect(faultsOfTable(proceduresOf(plugins), classifiedOf(plugins)).join('\n')).toBe('');
    expect(faultsOfFiles(plugins).join('\n')).toBe('');
    expect(faultsOfUploads(plugins).join('\n')).toBe('');
  });

  it('has a cell for every procedure and way to a file, by every actor, about every thing', () => {
    console.log(`${cells.length} cells: ${subjects.length} procedures and ways to files × ${actors.length} actors`);
    expect(cells.length).toBe(countOf(subjects, actors));
    expect(new Set(cells.map(({ actor }) => actor.name)).size).toBe(actors.length);
  });

  it('[abuse 6] [abuse 7] [abuse 32] [abuse 44] [abuse 49] [abuse 51] [abuse 57] [abuse 59] [abuse 66] [abuse 91] [GHSA-7qvr-c5vf-xxfh] [CVE-2026-24136] [CVE-2026-27886] [CVE-2025-55746] [CVE-2026-129239] refuses by rule, tells nothing of others, and changes nothing', async () => {
    const before = await snapshot(world, test.folder);
    expect(await check(world, ask, cells.filter(mustChangeNothing))).toEqual([]);
    expect(await snapshot(world, test.folder)).toEqual(before);
  });

  it('leaves a line in the audit for every change: who, what, and what it was before', async () => {
    expect(await faultsOfAudit(test, { world, ask, subjects, actors })).toEqual([]);
  });

  it('changes nothing by a GET, whoever asks', async () => {
    const reads = cells.filter((cell) => !mustChangeNothing(cell) && isRead(cell));
    expect(reads.length).toBeGreaterThan(100);
    const before = await snapshot(world, test.folder);
    expect(await check(world, ask, reads)).toEqual([]);
    expect(await snapshot(world, test.folder)).toEqual(before);
  });

  it('[abuse 57] lets everybody do exactly what the table says', async () => {
    const rest = cells.filter((cell) => !mustChangeNothing(cell));
    expect(await check(world, ask, rest)).toEqual([]);
  });

  it('shows those who may know it each of the words that nobody else may see', async () => {
    const lists = listsOf(subjects);
    for (const actor of actors.filter(({ rights, permissions }) => rights ?? permissions)) {
      const read = (await answersOfLists(ask, actor, lists)).map(({ answer }) => answer.body).join();
      const missing = actor.knows.filter((word) => word !== canaries.stranger && !read.includes(word));
      expect({ actor: actor.name, missing }).toEqual({ actor: actor.name, missing: [] });
    }
  });

  it('[abuse 50] answers every list of a shop byte for byte alike whether there is another shop or not', async () => {
    const lists = listsOf(subjects);
    const readers = actors.filter(({ rights, permissions }) => rights ?? permissions);
    const round = () => Promise.all(readers.map((reader) => answersOfLists(ask, reader, lists)));
    const askThere = askPlatform(test.platform, '/s/bravo');
    for (const { cookie } of [world.beth, world.ownerOfBravo])
      for (const { name, answer } of await answersOfLists(askThere, { cookie, address: '10.9.9.9' }, lists))
        expect([name, foreignWords({ knows: [canaries.bravo] }, answer)]).toEqual([name, []]);
    const before = await round();
    await test.platform.seed.erase(world.bravo);
    expect((await round()).flatMap((after, at) => changed(before[at]!, after))).toEqual([]);
  });
});

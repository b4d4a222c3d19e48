import { describe, expect, it } from 'vitest';
import { cellsOf, mustChangeNothing } from './cells.ts';
import { check } from './checking.ts';
import { openMatrix } from './open-matrix.ts';
import { snapshot } from './snapshot.ts';

describe('the matrix on PostgreSQL, for a login that owns nothing', { timeout: 120_000 }, () => {
  it('[abuse 32] [abuse 51] [abuse 59] keeps every thing to those it belongs to', async () => {
    const { test, world, ask, actors, subjects } = await openMatrix('postgres-app');
    const named = subjects.filter(({ kind }) => kind !== undefined);
    const cells = cellsOf(world, named, actors).filter(({ variant }) => variant !== 'malformed');
    const before = await snapshot(world, test.folder);
    expect(await check(world, ask, cells.filter(mustChangeNothing))).toEqual([]);
    expect(await snapshot(world, test.folder)).toEqual(before);
    expect(
      await check(
        world,
        ask,
        cells.filter((cell) => !mustChangeNothing(cell)),
      ),
    ).toEqual([]);
    await test.close();
  });
});

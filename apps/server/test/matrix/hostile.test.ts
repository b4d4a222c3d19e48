import { proceduresOf } from '@docket/core/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openMatrix } from './open-matrix.ts';

type Matrix = Awaited<ReturnType<typeof openMatrix>>;
let matrix: Matrix;
beforeAll(async () => void (matrix = await openMatrix('pglite')), 120_000);
afterAll(() => matrix.test.close());

const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });

/** What nobody sends who means well, as JSON text. */
const hostile: readonly string[] = [
  'null',
  '[]',
  '{}',
  'true',
  '-1',
  '1e308',
  '0.1',
  '9007199254740993',
  '""',
  '"\\u0000"',
  '"\\ud800"',
  `"${'x'.repeat(30_000)}"`,
  `"' or 1=1; drop table core.orders; --"`,
  '"../../etc/passwd"',
  '"{{constructor.constructor(1)()}}"',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"$ne":null}',
  JSON.stringify(deep(33)),
  JSON.stringify(Array.from({ length: 1001 }, () => 0)),
];

/** A good body with one field, or all of it, replaced by something hostile. */
function* bodiesOf(good: string): Generator<string> {
  const fields = JSON.parse(good) as Record<string, unknown>;
  for (const evil of hostile) {
    yield evil;
    for (const name of Object.keys(fields)) {
      const rest = Object.entries(fields).filter(([other]) => other !== name);
      const members = rest.map(([other, value]) => `${JSON.stringify(other)}:${JSON.stringify(value)}`);
      yield `{${[...members, `${JSON.stringify(name)}:${evil}`].join(',')}}`;
    }
  }
}

it(
  '[abuse 8] [abuse 10] [abuse 12] [abuse 44] answers no hostile input with a fault of its own',
  { timeout: 400_000 },
  async () => {
    const { test, subjects, actors, ask } = matrix;
    const faults: string[] = [];
    let asked = 0;
    for (const { door, path, type } of proceduresOf(test.platform.registry.plugins)) {
      const subject = subjects.find(({ name }) => name === `${door} ${path}`)!;
      const actor = actors.find(
        ({ name }) => name === (door === 'staff' ? 'staff: owner' : 'contact with every right'),
      )!;
      const { init, path: address } = subject.asked('own', '0190a000-0000-7000-8000-00000000dead', 'word');
      const good = init ? (init.body as string) : decodeURIComponent(address.split('?input=')[1]!);
      // Hashing a secret takes long, and its input has the form of others.
      if (subject.isSlow) continue;
      for (const body of bodiesOf(good)) {
        const query = { path: `${address.split('?')[0]}?input=${encodeURIComponent(body)}` };
        const answer = await ask(actor, type === 'query' ? query : { path: address, init: { ...init!, body } });
        asked += 1;
        if (answer.status >= 500) faults.push(`${door} ${path}: ${answer.status} for ${body.slice(0, 80)}`);
      }
    }
    console.log(`${asked} hostile calls`);
    expect(faults).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  },
);

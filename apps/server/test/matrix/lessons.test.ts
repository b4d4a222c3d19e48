import { proceduresOf, roundTripsOf, type FoundProcedure } from '@docket/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from './actors.ts';
import { callOf, type Answer, type Asked, type Asker } from './asking.ts';
import { foreignWords } from './checking.ts';
import type { Classified } from './classifying.ts';
import { openMatrix } from './open-matrix.ts';
import { classifiedOf, nameOf } from './procedures.ts';
import { snapshot } from './snapshot.ts';

type Matrix = Awaited<ReturnType<typeof openMatrix>>;
type Input = Readonly<Record<string, unknown>>;

/** A procedure with what the matrix knows of it. */
interface Known {
  readonly found: FoundProcedure;
  readonly known: Classified;
  /** A good input, about nothing that there is. */
  readonly good: Input;
}

let matrix: Matrix;
let procedures: readonly Known[];
let nobody: Asker;
beforeAll(async () => {
  matrix = await openMatrix('pglite');
  const { plugins } = matrix.test.platform.registry;
  const table = classifiedOf(plugins);
  procedures = proceduresOf(plugins).map((found) => {
    const known = table[nameOf(found)]!;
    return { found, known, good: goodOf(known) };
  });
  nobody = actor('anonymous');
}, 120_000);
afterAll(() => matrix.test.close());

const noId = '0190a000-0000-7000-8000-00000000dead';

function goodOf({ thing, input = () => ({}) }: Classified): Input {
  if (!thing) return input('word');
  const named = { [thing.field]: thing.all ? [noId] : noId, ...(thing.with !== undefined && { [thing.with]: noId }) };
  return { ...input('word'), ...named };
}

const actor = (name: string): Actor => matrix.actors.find((one) => one.name === name)!;
const isOpen = ({ known: { gate } }: Known): boolean =>
  gate.door === 'open' || (gate.door === 'operator' && !!gate.open);
const ask = ({ found }: Known, input: unknown, who: Asker = nobody): Promise<Answer> =>
  matrix.ask(who, callOf(found, input));

/** The same call with JSON of which no object is made. */
function askText({ found }: Known, body: string): Promise<Answer> {
  const call = callOf(found, {});
  const asked = call.init
    ? { ...call, init: { ...call.init, body } }
    : { ...call, path: `${call.path.split('?')[0]}?input=${encodeURIComponent(body)}` };
  return matrix.ask(nobody, asked);
}

/** All but what anybody may begin: questions to sign, and counters. */
async function kept(): Promise<Readonly<Record<string, string>>> {
  const all = await snapshot(matrix.world, matrix.test.folder);
  return Object.fromEntries(Object.entries(all).filter(([name]) => !name.endsWith('core.challenge')));
}

describe('whoever is nobody', { timeout: 120_000 }, () => {
  /** Nothing, lists of nothing, and a good input with a list of nothing in the place of each field, and of all. */
  function* empties(good: Input) {
    yield* [{}, [], null, '', { lines: [] }];
    for (const field of Object.keys(good)) yield { ...good, [field]: [] };
    if (Object.keys(good).length > 0) yield Object.fromEntries(Object.keys(good).map((field) => [field, []]));
  }

  it('[CVE-2026-48744] [GHSA-xqqq-qhgq-gx53] [GHSA-7qvr-c5vf-xxfh] calls no procedure with nothing, or with lists of nothing, before any work is done', async () => {
    const before = await kept();
    const faults: string[] = [];
    for (const one of procedures.filter((known) => !isOpen(known)))
      for (const input of empties(one.good)) {
        let status = 0;
        const spent = await roundTripsOf(matrix.test.platform.database, async () => {
          ({ status } = await ask(one, input));
        });
        // One look whose session it is, of a browser that has none; at the operators' door one whose host it is before.
        const most = (status === 400 ? 0 : 1) + (one.found.door === 'operator' ? 1 : 0);
        if (![400, 401].includes(status) || spent > most)
          faults.push(`${nameOf(one.found)} ${JSON.stringify(input)}: ${status} after ${spent} round trips`);
      }
    expect(faults).toEqual([]);
    expect(await kept()).toEqual(before);
  });

  it('[CVE-2026-48744] gets something for nothing where anybody may ask, and there alone', async () => {
    const before = await kept();
    const answered: string[] = [];
    for (const one of procedures.filter(isOpen))
      for (const input of empties(one.good)) {
        const { status } = await ask(one, input);
        expect(status).toBeLessThan(500);
        if (status === 200) answered.push(`${nameOf(one.found)} ${JSON.stringify(input)}`);
      }
    expect(answered).toEqual([
      'portal access.asked {}',
      'portal access.me {}',
      'portal access.endPreview {}',
      'portal passkeys.ask {}',
      'portal requests.kinds {}',
      'staff passkeys.ask {}',
    ]);
    expect(await kept()).toEqual(before);
  });

  it('[CVE-2026-34751] [CVE-2026-63316] puts no list, object or flag where one text belongs, nor any field besides, at no way in', async () => {
    const faults: string[] = [];
    let asked = 0;
    for (const one of procedures.filter(isOpen))
      for (const [field, value] of Object.entries(one.good).filter(([, good]) => typeof good === 'string'))
        for (const wrong of [[value], [value, value], { 0: value }, { $in: [value] }, { length: 1 }, true, 7, null]) {
          const { status, code } = await ask(one, { ...one.good, [field]: wrong });
          asked += 1;
          if (status !== 400 || code !== 'input.malformed')
            faults.push(`${nameOf(one.found)}.${field} ${JSON.stringify(wrong)}: ${status} ${code}`);
        }
    expect(faults).toEqual([]);
    expect(asked).toBeGreaterThan(200);
  });
});

describe('a key that reaches a prototype', { timeout: 120_000 }, () => {
  const untouched = (): void => {
    expect(({} as Input)['polluted']).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  };

  it('[abuse 12] [CVE-2025-68130] [CVE-2025-62381] is refused in the JSON of every call, beside a good input', async () => {
    const faults: string[] = [];
    for (const one of procedures)
      for (const key of ['__proto__', 'constructor', 'prototype', 'toString']) {
        const body = `{"${key}":{"polluted":true},${JSON.stringify(one.good).slice(1)}`.replace(',}', '}');
        const { status } = await askText(one, body);
        if (status !== 400) faults.push(`${nameOf(one.found)} with ${key}: ${status}`);
      }
    expect(faults).toEqual([]);
    untouched();
  });

  it('[abuse 12] [CVE-2025-43855] is nothing in an address, in a name of a procedure and in a batch', async () => {
    const keys = ['__proto__[polluted]=1', '__proto__.polluted=1', 'constructor[prototype][polluted]=1'];
    const plain = await matrix.ask(nobody, { path: '/trpc/portal/access.me?input=%7B%7D' });
    for (const key of keys) {
      const answer = await matrix.ask(nobody, { path: `/trpc/portal/access.me?input=%7B%7D&${key}` });
      expect(answer).toEqual(plain);
    }
    for (const name of [
      '__proto__',
      'constructor',
      'toString',
      'access.__proto__',
      'access.constructor',
      '_def',
      'access.',
    ])
      expect([name, (await matrix.ask(nobody, { path: `/trpc/portal/${name}?input=%7B%7D` })).status]).toEqual([
        name,
        404,
      ]);
    for (const input of [
      '{"__proto__":{}}',
      '{"constructor":{}}',
      '[]',
      'null',
      '{"0":{"__proto__":1}}',
      '7',
      '{',
      '',
    ]) {
      const path = `/trpc/portal/access.me?batch=1&input=${encodeURIComponent(input)}`;
      expect((await matrix.ask(nobody, { path })).status).toBeLessThan(500);
    }
    untouched();
  });
});

describe('text that means something to a database', { timeout: 180_000 }, () => {
  /** Each pair would answer differently, or late, were it run. */
  const pairs = [
    ["' or '1'='1", "' or '1'='2"],
    ["sorting' or 1=1 -- ", "sorting' or 1=2 -- "],
    ["'||(select pg_sleep(9))||'", "'||(select 1)||'"],
    ["'; select pg_sleep(9); --", "'; select 1; --"],
    ['") or ("1"="1', '") or ("1"="2'],
    ['$1::uuid', '$2::uuid'],
    ["\\'; commit; drop table core.orders; --", "\\'; rollback; drop table core.orders; --"],
    ['%', '%%'],
    ['{"a":1}', '{"a":2}'],
  ] as const;
  /** From another network each time: whoever tries often is refused for that. */
  let networks = 0;
  const somebody = (): Asker => ({ ...nobody, address: `10.77.${(networks += 1) >> 8}.${networks & 255}` });
  /** Longer than any of these calls takes, shorter than what it would sleep. */
  const patience = 8000;

  async function differs(
    one: (text: string) => Promise<Answer>,
    most: number = pairs.length,
  ): Promise<readonly string[]> {
    const faults: string[] = [];
    for (const pair of pairs.slice(0, most)) {
      const began = performance.now();
      const answers = [await one(pair[0]), await one(pair[1])] as const;
      const [first, second] = answers.map(({ status, code }) => `${status} ${code}`);
      if (answers.some(({ status }) => status >= 500)) faults.push(`${pair[0]}: ${first}, ${second}`);
      if (first !== second) faults.push(`${pair[0]}: ${first}; ${pair[1]}: ${second}`);
      if (performance.now() - began > patience) faults.push(`${pair[0]}: slow`);
    }
    return faults;
  }

  it('[CVE-2026-40887] is text in every field of every call that anybody may make', async () => {
    const faults: string[] = [];
    let fields = 0;
    for (const one of procedures.filter((known) => isOpen(known) && !known.known.hashes))
      for (const [field, value] of Object.entries(one.good).filter(([, good]) => typeof good === 'string')) {
        fields += 1;
        for (const place of [(text: string) => text, (text: string) => `${String(value)}${text}`])
          for (const fault of await differs((text) => ask(one, { ...one.good, [field]: place(text) }, somebody())))
            faults.push(`${nameOf(one.found)}.${field} ${fault}`);
      }
    expect(faults).toEqual([]);
    expect(fields).toBeGreaterThan(20);
    expect(matrix.test.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  const routes: readonly Asked[] = [
    { path: '/trpc/portal/access.me?input=%7B%7D' },
    { path: '/trpc/staff/access.me?input=%7B%7D' },
    { path: '/trpc/operator/access.me?input=%7B%7D', shopless: true },
    { path: `/files/${noId}/a.png` },
    { path: `/trpc/portal/requests.open?input=${encodeURIComponent(`{"id":"${noId}"}`)}` },
  ];

  it('[CVE-2026-40887] is text in every cookie and header', async () => {
    const names = ['portal', 'staff', 'draft', 'challenge', 'passkey', 'preview', 'factor', 'device'];
    const cookies = [...names.map((name) => `docket-${name}-alpha`), 'docket-operator'];
    const headers = [
      'user-agent',
      'accept-language',
      'referer',
      'authorization',
      'if-none-match',
      'range',
      'x-forwarded-host',
      'x-request-id',
      'upload-metadata',
      'tus-resumable',
    ];
    const faults: string[] = [];
    for (const route of routes) {
      for (const cookie of cookies)
        for (const id of ['', `${noId}.`])
          for (const fault of await differs(
            (text) => matrix.ask({ ...nobody, cookie: `${cookie}=${id}${text.replaceAll(';', '%3b')}` }, route),
            4,
          ))
            faults.push(`${route.path}, cookie ${cookie}: ${fault}`);
      for (const header of headers)
        for (const fault of await differs(
          (text) => matrix.ask(nobody, { ...route, init: { headers: { [header]: text } } }),
          4,
        ))
          faults.push(`${route.path}, ${header}: ${fault}`);
      for (const fault of await differs((address) => matrix.ask({ ...nobody, address }, route)))
        faults.push(`${route.path}, address: ${fault}`);
    }
    expect(faults).toEqual([]);
    expect(matrix.test.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('an id', { timeout: 240_000 }, () => {
  /** A name of somebody's thing, in shapes that a careless reader takes for the thing. */
  function shapesOf(value: string | number): readonly unknown[] {
    const text = String(value);
    const texts = [
      text.toUpperCase(),
      `{${text}}`,
      `urn:uuid:${text}`,
      text.replaceAll('-', ''),
      ` ${text}`,
      `${text}\n`,
    ];
    const tricks = [`${text}\0`, `${text}' or '1'='1`, `${text}%`, `../${text}`, '%', '*', '', '-1', '0', '1e3'];
    return [
      text,
      ...texts,
      ...tricks,
      [value],
      [value, value],
      { id: value },
      { $ne: null },
      null,
      true,
      0,
      -1,
      1.5,
      1e308,
    ];
  }
  const refusals = new Set([400, 401, 403, 404, 410]);

  it('[CVE-2026-24136] [GHSA-r6fj-f4r9-36gr] [abuse 32] [abuse 59] of somebody else’s opens nothing, in whatever shape it is written', async () => {
    const { sarah } = matrix.world;
    const askers = {
      portal: [nobody, actor('contact of another customer'), actor('contact of another tenant')],
      staff: [nobody, actor('staff of another tenant'), actor('contact’s session at the staff’s door')],
      api: [nobody, actor('contact of another customer')],
      operator: [nobody, actor('staff of another tenant')],
    } as const;
    const before = await kept();
    const faults: string[] = [];
    let asked = 0;
    for (const { found, known } of procedures) {
      const { thing } = known;
      const subject = matrix.subjects.find(({ name }) => name === nameOf(found))!;
      if (!thing || known.passesOver || sarah.things[thing.kind] === undefined) continue;
      for (const who of askers[found.door] as readonly Actor[])
        for (const shape of shapesOf(sarah.things[thing.kind]!)) {
          const answer = await matrix.ask(who, subject.asked('own', shape as string, 'word'));
          asked += 1;
          const words = foreignWords(who, answer, typeof shape === 'string' ? shape : '');
          if (!refusals.has(answer.status) || words.length > 0)
            faults.push(`${nameOf(found)}, ${who.name}, ${JSON.stringify(shape)}: ${answer.status} ${words.join()}`);
        }
    }
    console.log(`${asked} calls with ids in other shapes`);
    expect(faults).toEqual([]);
    expect(await kept()).toEqual(before);
  });
});

describe('a list', { timeout: 60_000 }, () => {
  const grammar = [
    'sort',
    'orderBy',
    'filter',
    'filters',
    'where',
    'select',
    'fields',
    'include',
    'populate',
    'expand',
    'q',
  ];
  const columns = ['internalNotes', 'cost', 'password_hash', 'tenant.id', 'customer.email', 'staff.totp_secret', '$or'];

  it('[CVE-2026-27886] [CVE-2024-56143] [CVE-2023-22894] [abuse 44] is sorted, narrowed and widened by nothing but what it names itself', async () => {
    const { owner, sarah } = matrix.world;
    const faults: string[] = [];
    for (const one of procedures.filter(({ found }) => found.type === 'query' && found.door !== 'operator')) {
      const who = { ...nobody, cookie: one.found.door === 'staff' ? owner.cookie : sarah.cookie };
      const extras = [
        ...grammar.map((name) => ({ [name]: columns[name.length % columns.length] })),
        ...columns.map((name) => ({ [name]: { $startsWith: 'a' } })),
        { sort: [{ 'customer.email': 'asc' }] },
        { filter: { customer: { email: { contains: 'a' } } } },
      ];
      for (const extra of extras) {
        // Whatever of the grammar a list has of its own is not what is tried here.
        if (Object.keys(extra).some((name) => name in one.good)) continue;
        const { status, code } = await ask(one, { ...one.good, ...extra }, who);
        if (status !== 400 || code !== 'input.malformed')
          faults.push(`${nameOf(one.found)} ${JSON.stringify(extra)}: ${status}`);
      }
    }
    expect(faults).toEqual([]);
  });
});

describe('a session', { timeout: 60_000 }, () => {
  const doors = [
    ['portal', '/trpc/portal/orders.list?input=%7B%7D'],
    ['portal', '/trpc/portal/access.me?input=%7B%7D'],
    ['staff', '/trpc/staff/orders.list?input=%7B%7D'],
    ['staff', '/trpc/staff/access.me?input=%7B%7D'],
  ] as const;
  const valueOf = (cookie: string): string => cookie.slice(cookie.indexOf('=') + 1).split(';')[0]!;

  it('[CVE-2026-126539] [CVE-2026-45707] that is malformed, doubled or sent by another way answers like none', async () => {
    const { sarah, tom, owner, staff } = matrix.world;
    const faults: string[] = [];
    for (const [door, path] of doors) {
      const [one, other] = (door === 'portal' ? [sarah, tom] : [owner, staff[1]!]).map(({ cookie }) =>
        valueOf(cookie),
      ) as [string, string];
      const name = `docket-${door}-alpha`;
      const none = await matrix.ask(nobody, { path });
      expect((await matrix.ask({ ...nobody, cookie: `${name}=${one}` }, { path })).body).not.toBe(none.body);
      const cookies = [
        `${name}=${one}; ${name}=${other}`,
        `${name}=${one}; ${name}=`,
        `${name}=; ${name}=${one}`,
        ...[
          `${one}.`,
          `${one}${one}`,
          `${one},${other}`,
          `"${one}"`,
          `${one} x`,
          one.slice(1),
          one.toUpperCase(),
          `%22${one}`,
        ].map((text) => `${name}=${text}`),
        `${name.toUpperCase()}=${one}`,
        `${name}x=${one}`,
        `__Host-${name}=${one}`,
        `docket-${door}=${one}`,
        `docket-${door}-bravo=${one}`,
      ];
      for (const cookie of cookies) {
        const answer = await matrix.ask({ ...nobody, cookie }, { path });
        if (answer.status !== none.status || answer.body !== none.body)
          faults.push(`${path}, ${cookie}: ${answer.status}`);
      }
      for (const header of ['authorization', 'x-access-token', 'x-session', 'x-tenant', 'x-user'])
        for (const value of [`Bearer ${one}`, one, 'system', 'operator', sarah.id]) {
          const answer = await matrix.ask(nobody, { path, init: { headers: { [header]: value } } });
          if (answer.status !== none.status || answer.body !== none.body)
            faults.push(`${path}, ${header}: ${answer.status}`);
        }
    }
    expect(faults).toEqual([]);
  });

  it('[CVE-2026-25574] of a customer is none of staff, nor the other way round, though both count ids the same way', async () => {
    const { sarah, owner } = matrix.world;
    const procedureAt = (door: string) =>
      procedures.filter(({ found }) => found.door === door && found.type === 'query');
    const swapped = {
      staff: `docket-staff-alpha=${valueOf(sarah.cookie)}`,
      portal: `docket-portal-alpha=${valueOf(owner.cookie)}`,
    };
    for (const door of ['staff', 'portal'] as const)
      for (const one of procedureAt(door).filter((known) => !isOpen(known)))
        expect([
          nameOf(one.found),
          (await ask(one, one.good, { ...nobody, cookie: swapped[door] })).status,
        ]).not.toEqual([nameOf(one.found), 200]);
  });
});

describe('a file that a call names', () => {
  it('[CVE-2026-21858] is one that was sent here, never one of the server’s: no place, no address and no parsed form', async () => {
    const { sarah, tom, beth, kim } = matrix.world;
    const submit = procedures.find(({ found }) => nameOf(found) === 'portal requests.submit')!;
    const before = await kept();
    const parsed = {
      filepath: '/etc/passwd',
      path: '/etc/passwd',
      originalFilename: 'a.png',
      mimetype: 'image/png',
      size: 9,
    };
    const named = [
      '/etc/passwd',
      '../../etc/passwd',
      'file:///etc/passwd',
      'http://127.0.0.1/a',
      'data:,a',
      `${noId}/../../x`,
      noId,
    ];
    for (const { things } of [tom, beth, kim]) named.push(String(things['draft file']), String(things['order file']));
    for (const files of [[parsed], parsed, { files: [parsed] }, ...named.map((name) => [name])]) {
      const content = { title: 'Note', lines: [{ text: 'text', count: 1 }], files };
      const answer = await ask(
        submit,
        { id: crypto.randomUUID(), kind: 'note', content },
        { ...nobody, cookie: sarah.cookie },
      );
      expect([JSON.stringify(files), [400, 404, 422].includes(answer.status) || answer.body]).toEqual([
        JSON.stringify(files),
        true,
      ]);
      expect(answer.body).not.toMatch(/root:|passwd/);
    }
    for (const extra of [{ files: [parsed] }, { files: { file: parsed } }, { body: {}, files: {} }]) {
      const answer = await ask(submit, { ...submit.good, ...extra }, { ...nobody, cookie: sarah.cookie });
      expect([answer.status, answer.code]).toEqual([400, 'input.malformed']);
    }
    for (const type of ['application/json', 'text/plain', 'multipart/form-data', 'application/json; boundary=x']) {
      const init = {
        method: 'POST',
        headers: { 'content-type': type },
        body: JSON.stringify({ files: { files: parsed }, fields: {} }),
      };
      const answer = await matrix.ask(
        { ...nobody, cookie: sarah.cookie },
        { path: `/files/drafts/${String(sarah.things.draft)}/what`, init },
      );
      expect([type, answer.status >= 400 && answer.status < 500]).toEqual([type, true]);
    }
    expect(await kept()).toEqual(before);
  });
});

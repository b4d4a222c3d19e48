import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { errandPlugin, notePlugin, tallyPlugin } from '@docket/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtPages, loadProject, readSettings, serve, type Served } from '../../src/index.ts';
import { root } from '../program.ts';
import { actorsOf, type Actor } from './actors.ts';
import { askServer, type Ask } from './asking.ts';
import { cellsOf, mustChangeNothing, type Cell } from './cells.ts';
import { check, foreignWords } from './checking.ts';
import { actionSubjects, dataSubjects, pageSubjects } from './page-subjects.ts';
import { faultsOfPages, foundPages } from './pages.ts';
import { snapshot } from './snapshot.ts';
import { spellingsOf } from './spellings.ts';
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
  const distribution = {
    ...project.distribution,
    plugins: [...project.distribution.plugins, notePlugin(), errandPlugin(), tallyPlugin()],
  };
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
  // A look is told to the owners by mail.
  await served.platform.settle();
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

/** Every kind of answer there is, with what it is answered. */
const kindsOfAnswers: [string, number, string, RequestInit?][] = [
  ['life', 200, '/healthz'],
  ['a page', 200, '/s/alpha/submit'],
  ['a page of staff', 200, '/s/alpha/admin/sign-in'],
  ['the way to the entrance', 303, '/s/alpha/admin/orders'],
  ['no page', 404, '/s/alpha/no/such/page'],
  ['no page of staff', 404, '/s/alpha/admin/no/such/page'],
  ['no shop', 404, '/s/nobody/submit'],
  ['the data of a page', 200, '/s/alpha/submit/__data.json'],
  [
    'a form that does not say where it comes from',
    403,
    '/s/alpha/submit?/introduce',
    { method: 'POST', body: new URLSearchParams() },
  ],
  ['a form from another site', 403, '/s/alpha/submit', { method: 'POST', headers: { origin: 'http://evil.test' } }],
  ['a file of the app', 200, '/favicon.svg'],
  ['a file of the admin', 200, '/admin/favicon.svg'],
  ['no file of the app', 404, '/_app/immutable/nothing.js'],
  ['a call', 200, '/s/alpha/trpc/portal/access.me?input=%7B%7D'],
  ['a call that is refused', 401, '/s/alpha/trpc/staff/orders.list?input=%7B%7D'],
  ['no call', 404, '/s/alpha/trpc/portal/nothing'],
  ['no file', 404, '/s/alpha/files/0190a000-0000-7000-8000-00000000dead/a.png'],
  ['an upload that is not there', 404, '/s/alpha/files/tus/0123456789abcdef0123456789abcdef', { method: 'HEAD' }],
  ['what uploads can do', 204, '/s/alpha/files/tus', { method: 'OPTIONS' }],
];

it.each<[string, number, string, RequestInit?]>(kindsOfAnswers)(
  '[abuse 109] puts every header of safety on the answer to %s',
  async (_, status, address, init) => {
    const response = await fetch(`${served.origin}${address}`, { redirect: 'manual', ...init });
    expect(response.status).toBe(status);
    for (const [name, value] of Object.entries(safety))
      expect([name, response.headers.get(name)]).toEqual([name, value]);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/default-src '(none|self)'/);
    expect(policy.replace(/style-src-attr [^;]*/, '')).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
    if (policy.includes('script-src')) expect(policy).toMatch(/script-src 'self'(?: 'nonce-[^']+')?(?:;|$)/);
    expect(response.headers.get('x-powered-by')).toBeNull();
    if (!address.includes('favicon'))
      expect(response.headers.get('cache-control')).toMatch(/no-store|no-cache|max-age=0/);
  },
);

const safety = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

describe('by plain http', () => {
  const open = (host: string, address: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const request = get(`${served.origin}${address}`, { headers: { host } }, (response) => {
        let page = '';
        response.setEncoding('utf8');
        response.on('data', (text: string) => void (page += text));
        response.on('end', () => resolve(page));
      });
      request.on('error', reject);
    });
  const band = 'This connection is not private.';

  it.each([
    '/s/alpha/submit',
    '/s/alpha/sign-in',
    '/s/alpha/admin/sign-in',
    '/s/alpha/no/such/page',
    '/s/alpha/admin/none',
  ])(
    'from another machine, %s says that the connection is not private; on this machine it does not',
    async (address) => {
      expect(await open('192.168.1.20:3000', address)).toContain(band);
      expect(await open('localhost:3000', address)).not.toContain(band);
      expect(await open('127.0.0.1', address)).not.toContain(band);
    },
  );
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
  '[abuse 32] [abuse 49] [abuse 52] [abuse 57] [CVE-2026-80339] draws every page by rule for everybody, tells nobody of others, and changes nothing',
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

describe('a guarded address', () => {
  /** Asks for a path as it is written: what builds addresses would put it right first. */
  const askRaw = (address: string, cookie: string): Promise<{ status: number; body: string }> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(served.origin);
      const headers = { cookie, 'x-forwarded-for': '10.88.0.1', accept: 'text/html' };
      const request = get({ hostname, port, path: address, headers }, (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (text: string) => void (body += text));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      });
      request.on('error', reject);
    });

  it(
    '[GHSA-5r4p-p66f-jhc7] [CVE-2026-47676] [CVE-2026-47673] [GHSA-rmxm-3fg6-px4f] is guarded in every spelling, by what answers it',
    async () => {
      const { sarah, owner } = world;
      const operator = actors.find(({ name }) => name === 'operator')!.cookie;
      const list = '?input=%7B%7D';
      const [smith, order, file] = [
        sarah.things.customer,
        sarah.things['order number'],
        sarah.things['order file'],
      ].map(String);
      /** The address, and whom it is open to. */
      const guarded = [
        [`/s/alpha/admin/customers/${smith}`, owner.cookie],
        [`/s/alpha/admin/orders/${order}`, owner.cookie],
        [`/s/alpha/orders/${order}`, sarah.cookie],
        [`/s/alpha/trpc/staff/customers.list${list}`, owner.cookie],
        [`/s/alpha/trpc/portal/orders.list${list}`, sarah.cookie],
        [`/trpc/operator/shops.list${list}`, operator],
        ['/admin/operator', operator],
        [`/s/alpha/files/${file}/any.png`, sarah.cookie],
      ] as const;
      const faults: string[] = [];
      let count = 0;
      for (const [address, key] of guarded) {
        const opened = await askRaw(address, key);
        expect([address, opened.status]).toEqual([address, 200]);
        for (const spelled of spellingsOf(address)) {
          const { status, body } = await askRaw(spelled, '');
          count += 1;
          const words = foreignWords({ knows: [] }, { status, body, headers: '', code: '' }, spelled);
          const isRefused = status >= 300 && status < 500;
          // The data of a page is answered with the refusal inside.
          const isData = status === 200 && body.startsWith('{"type":"');
          if (words.length > 0 || !(isRefused || isData)) faults.push(`${spelled}: ${status} ${words.join()}`);
        }
      }
      console.log(`${count} spelled addresses`);
      expect(faults).toEqual([]);
      expect(count).toBeGreaterThan(400);
    },
    patience,
  );
});

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createPlatform, type Platform } from '@docket/core';
import { createDatabase } from '@docket/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import distribution from '@docket/example-print-shop';
import { samples } from '../src/rules/samples.fixture.ts';

const root = path.join(import.meta.dirname, '..', '..', '..');
const secret = 'a secret of thirty-two characters';
/** Submits that are under way at once, and how many are answered when the server is killed. */
const [submits, answered] = [150, 40] as const;

interface Receipt {
  readonly orderId: string;
  readonly number: number;
}

/** A sample that is due later than any run of this test. */
const order = {
  ...samples[0]!.draft,
  dueOn: new Date(Date.now() + 60 * 24 * 3_600_000).toISOString().slice(0, 10),
  eventDate: '',
};

/** What the database holds of one request, all tables counted. */
interface Kept {
  readonly request: string;
  readonly number: number;
  readonly versions: number;
  readonly entries: number;
  readonly events: number;
}

/** Says in sentences what was lost, doubled or torn; empty when every request is one whole order. */
function damages(sent: ReadonlyMap<string, Receipt>, kept: readonly Kept[]): string[] {
  const byRequest = Map.groupBy(kept, ({ request }) => request);
  const numbers = new Set(kept.map(({ number }) => number));
  const perRequest = [...sent].flatMap(([id, receipt]) => {
    const rows = byRequest.get(id) ?? [];
    if (rows.length === 0) return [`${id} is lost`];
    if (rows.length > 1) return [`${id} is there ${rows.length} times`];
    const { number, versions, entries, events } = rows[0]!;
    const torn = versions !== 1 || entries !== 1 || events !== 1 ? [`${id} is torn`] : [];
    return number === receipt.number ? torn : [`${id} has another number`, ...torn];
  });
  return numbers.size === kept.length ? perRequest : [...perRequest, 'a number is used twice'];
}

describe.each(['pglite', 'postgres'] as const)('a server on %s that is killed while orders come in', (store) => {
  let folder: string;
  let url: string | undefined;
  let drop: () => Promise<void> = async () => undefined;
  let cookie: string;

  const database = () => (url === undefined ? { folder: path.join(folder, 'database') } : { url });
  const open = (): Promise<Platform> =>
    createPlatform(distribution, {
      database: database(),
      dataFolder: folder,
      secret,
      publicUrl: () => 'http://localhost',
      smtp: 'smtp://127.0.0.1:9',
      trustProxy: false,
      secureCookies: false,
      log: () => undefined,
    });

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'docket-kill-'));
    if (store === 'postgres') {
      const made = await createDatabase();
      [url, drop] = [made.ownerUrl, made.drop];
    }
    const platform = await open();
    await platform.start();
    cookie = await seeded(platform);
    await platform.stop();
  });
  afterAll(async () => {
    await drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('loses nothing it acknowledged and makes no order twice', async () => {
    const ids = Array.from({ length: submits }, newId);
    const first = await startServer(folder, url);
    const acknowledged = await sendUntilKilled(first, ids, cookie);
    expect(submits - acknowledged.size, 'submits that were open when the server died').toBeGreaterThanOrEqual(50);
    expect(acknowledged.size).toBeGreaterThan(0);

    const second = await startServer(folder, url);
    const sent = new Map(acknowledged);
    for (const id of ids) {
      const receipt = await submit(second.origin, id, cookie);
      if (acknowledged.has(id)) expect(receipt).toEqual(acknowledged.get(id));
      sent.set(id, receipt);
    }
    await ended(second, 'SIGTERM');

    const platform = await open();
    try {
      const kept = await readKept(platform);
      expect(damages(sent, kept)).toEqual([]);
      // The comparison must see what it is for.
      expect(damages(sent, kept.slice(1))).toEqual([`${kept[0]!.request} is lost`]);
      expect(damages(sent, [...kept, kept[0]!])).toContain(`${kept[0]!.request} is there 2 times`);
      await damageOne(platform, kept[0]!);
      expect(damages(sent, await readKept(platform))).toEqual([`${kept[0]!.request} is torn`]);
    } finally {
      await platform.stop();
    }
  });
});

/** The shop under test, with limits wide enough for a flood. */
async function seeded(platform: Platform): Promise<string> {
  const { seed } = platform;
  const place = { timeZone: 'America/Chicago', currency: 'USD', locale: 'en-US', units: 'inch' } as const;
  const shop = await seed.shop({ slug: 'kill', name: 'Kill', ...place });
  const person = { name: 'Ann', email: 'ann@kill.test' };
  const { contacts } = await seed.customer(shop, { name: 'Customer', contacts: [person] });
  await seed.settings(shop, 'core', { submitsPerHour: 100_000 });
  return seed.cookie(shop, { type: 'contact', id: contacts[0]! });
}

interface Server {
  readonly origin: string;
  readonly child: ChildProcess;
}

async function startServer(folder: string, url: string | undefined): Promise<Server> {
  const command = path.join(root, 'apps', 'server', 'src', 'command.ts');
  const config = path.join(root, 'examples', 'print-shop', 'docket.config.ts');
  const child = spawn(process.execPath, [command, 'serve', '--distribution', config], {
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DOCKET_DATA: folder,
      DOCKET_SECRET: secret,
      SMTP_URL: 'smtp://127.0.0.1:9',
      ...(url !== undefined && { DATABASE_URL: url }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const heard = new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found && said.includes('Docket is ready')) resolve(found[0]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', () => reject(new Error(`The server ended:\n${said}`)));
  });
  return { child, origin: await heard };
}

async function sendUntilKilled(
  { origin, child }: Server,
  ids: readonly string[],
  cookie: string,
): Promise<ReadonlyMap<string, Receipt>> {
  const acknowledged = new Map<string, Receipt>();
  const gone = once(child, 'exit');
  const sending = ids.map(async (id) => {
    const receipt = await submit(origin, id, cookie);
    // What comes after the kill was on its way before it: acknowledged all the same.
    acknowledged.set(id, receipt);
    if (acknowledged.size === answered) child.kill('SIGKILL');
  });
  const outcomes = await Promise.allSettled(sending);
  const refused = outcomes.find((outcome) => outcome.status === 'rejected');
  if (acknowledged.size < answered) throw refused?.reason ?? new Error('Too few submits were answered.');
  await gone;
  return acknowledged;
}

async function submit(origin: string, id: string, cookie: string): Promise<Receipt> {
  const response = await fetch(`${origin}/trpc/portal/requests.submit`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: cookie, Origin: origin },
    body: JSON.stringify({ id, kind: 'garment', content: order }),
  });
  const body = (await response.json()) as { result?: { data: Receipt } };
  if (!body.result) throw new Error(`The submit was refused: ${JSON.stringify(body)}`);
  const { orderId, number } = body.result.data;
  return { orderId, number };
}

async function ended({ child }: Server, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

async function readKept(platform: Platform): Promise<readonly Kept[]> {
  const shop = (await platform.seed.find('kill'))!;
  const text = `select o.request_id as request, o.number,
      (select count(*)::int from core.order_version v where v.order_id = o.id) as versions,
      (select count(*)::int from core.timeline t where t.order_id = o.id) as entries,
      (select count(*)::int from core.outbox e where e.payload ->> 'orderId' = o.id::text) as events
    from core.orders o order by o.number`;
  const [rows] = await platform.database.withTenant(shop).run({ name: 'kill.kept', text, values: [] });
  return rows as Kept[];
}

/** Takes the history of one order away, as the platform's own erasing may. */
async function damageOne(platform: Platform, { request }: Kept): Promise<void> {
  const shop = (await platform.seed.find('kill'))!;
  const [found] = await platform.database
    .withTenant(shop)
    .run({ name: 'kill.order', text: 'select id from core.orders where request_id = $1::uuid', values: [request] });
  const [{ id }] = found as [{ id: string }];
  await platform.database.withPlatform('damages a row, to see that it is seen').run(
    { name: 'kill.name', text: `select set_config('docket.erase', $1, true)`, values: [shop] },
    {
      name: 'kill.damage',
      text: 'delete from core.timeline where tenant_id = $1::uuid and order_id = $2::uuid',
      values: [shop, id],
    },
  );
}

function newId(): string {
  const hex = Date.now().toString(16).padStart(12, '0') + crypto.randomUUID().replaceAll('-', '');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

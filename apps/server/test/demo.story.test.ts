import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createPlatform, type Platform } from '@docket/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadProject } from '../src/project.ts';
import { demoOf } from '../src/demo/demos.ts';
import { fillDemo, wipeDemo } from '../src/demo/fill.ts';

const printShop = path.join(import.meta.dirname, '..', '..', '..', 'examples', 'print-shop', 'docket.config.ts');
const { distribution } = await loadProject(printShop);
const { slug: demoShop } = demoOf(distribution);
/** The demo's orders are of this kind. A distribution that draws no form of it takes none, and its demo has none. */
const takesGarments = distribution.plugins.some(({ ui = [] }) =>
  ui.some((entry) => entry.type === 'form' && entry.kind === 'garment'),
);
const orders = takesGarments ? 400 : 0;
const provesWhatIsMade = takesGarments && distribution.plugins.some(({ id }) => id === 'proofs');

/** What the demo's orders come to, per order. */
interface Facts {
  readonly pieces: number;
  readonly rows: number;
  readonly locations: number;
  readonly supplied: boolean;
}

const facts = {
  name: 'demo.facts',
  text: `select o.quantity as pieces, jsonb_array_length(v.content -> 'garments') as rows,
      jsonb_array_length(v.content -> 'imprints') as locations,
      exists (select from jsonb_array_elements(v.content -> 'garments') g where g ->> 'source' = 'customer') as supplied
    from core.orders o join core.order_version v on v.tenant_id = o.tenant_id and v.order_id = o.id and v.version = o.version
    order by o.quantity`,
  values: [],
};
const count = (name: string, text: string) => ({
  name: `demo.${name}`,
  text: `select (${text})::int as n`,
  values: [],
});

describe('the demo shop', () => {
  let folder: string;
  let platform: Platform;
  let shop: string;

  beforeAll(async () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    folder = await mkdtemp(path.join(os.tmpdir(), 'docket-demo-'));
    platform = await createPlatform(distribution, {
      database: { memory: true },
      dataFolder: folder,
      secret: 'a secret of thirty-two characters',
      publicUrl: () => 'http://localhost',
      smtp: 'smtp://127.0.0.1:9',
      trustProxy: false,
      secureCookies: false,
      log: () => undefined,
      workers: false,
    });
    await platform.start();
    await fillDemo(platform);
    shop = (await platform.seed.find(demoShop))!;
    // Every mockup is looked at before it is sent.
  }, 240_000);
  afterAll(async () => {
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
    vi.restoreAllMocks();
  });

  const ask = async <Row>(call: { name: string; text: string; values: unknown[] }): Promise<readonly Row[]> => {
    const [rows] = await platform.database.withTenant(shop).run(call);
    return rows as Row[];
  };
  const orderCount = async (name: string): Promise<number> => {
    const [found] = await ask<{ n: number }>(count(name, 'select count(*) from core.orders'));
    return found!.n;
  };
  const share = (rows: readonly Facts[], holds: (row: Facts) => boolean): number =>
    rows.filter(holds).length / rows.length;

  it('[G-41] has 13 customers, Smith Embroidery with sarah@smithembroidery.com and another, and one without an address', async () => {
    const [customers] = await ask<{ n: number }>(count('customers', 'select count(*) from core.customer'));
    const [sarah] = await ask<{ n: number }>(
      count('sarah', `select count(*) from core.contact where email = 'sarah@smithembroidery.com'`),
    );
    const people = `select count(*) from core.contact t join core.customer c on c.id = t.customer_id where c.slug = `;
    const [smith] = await ask<{ n: number }>(count('smith', `${people}'smith-embroidery'`));
    const [deli] = await ask<{ n: number }>(count('deli', `${people}'corner-deli-on-fifth'`));
    expect([customers!.n, sarah!.n, smith!.n, deli!.n]).toEqual([13, 1, 2, 0]);
  });

  it(`has ${orders} orders, for the distribution ${takesGarments ? 'takes' : 'does not take'} their kind`, async () => {
    expect(await orderCount('orders')).toBe(orders);
  });

  it.runIf(takesGarments)('has orders spread as those of a real shop are', async () => {
    const rows = await ask<Facts>(facts);
    const at = (quantile: number): number => rows[Math.floor(quantile * (rows.length - 1))]!.pieces;
    expect(at(0.5)).toBeGreaterThan(22);
    expect(at(0.5)).toBeLessThan(36);
    expect(at(0.9)).toBeGreaterThan(80);
    expect(at(0.9)).toBeLessThan(220);
    expect(share(rows, ({ rows: lines }) => lines === 1)).toBeCloseTo(0.55, 1);
    expect(share(rows, ({ supplied }) => supplied)).toBeGreaterThan(0.2);
    expect(share(rows, ({ locations }) => locations === 1)).toBeGreaterThan(0.35);
  });

  it.runIf(provesWhatIsMade)('has mockups that wait, that are approved, sent back and declined', async () => {
    const asked = await ask<{ state: string; n: number }>({
      name: 'demo.asked',
      text: `select state, count(*)::int as n from core.approval where plugin = 'proofs' group by state order by state`,
      values: [],
    });
    expect(asked.map(({ state }) => state)).toEqual(['approved', 'declined', 'open', 'revision']);
    const [unproven] = await ask<{ n: number }>(
      count(
        'unproven',
        `select count(*) from core.orders o where o.status in ('art-approved', 'goods', 'pre-press') and not exists (
          select from core.approval a where a.tenant_id = o.tenant_id and a.order_id = o.id and a.state = 'approved')`,
      ),
    );
    expect(unproven!.n).toBe(0);
  });

  it.runIf(provesWhatIsMade)('has a mockup that waits for the customer whom the hints lead to', async () => {
    const [waiting] = await ask<{ n: number }>(
      count(
        'waiting',
        `select count(distinct a.order_id) from core.approval a join core.orders o on o.tenant_id = a.tenant_id and o.id = a.order_id
          join core.customer c on c.tenant_id = o.tenant_id and c.id = o.customer_id
          where a.state = 'open' and c.slug = 'smith-embroidery'`,
      ),
    );
    expect(waiting!.n).toBe(1);
  });

  it.runIf(provesWhatIsMade)(
    'has customers’ wishes that wait for the shop, and orders that stay where they are at the next change',
    async () => {
      const [wanted] = await ask<{ n: number }>(
        count('wanted', `select count(distinct wants) from px_proofs.proof where wants is not null`),
      );
      expect(wanted!.n).toBe(2);
      const [unmoved] = await ask<{ n: number }>(
        count(
          'unmoved',
          `select count(*) from core.orders o where exists (select from core.approval a where a.tenant_id = o.tenant_id
          and a.order_id = o.id and a.state = 'approved') and not exists (select from px_proofs.sheet s
          where s.tenant_id = o.tenant_id and s.order_id = o.id and cardinality(s.moved_for) > 0)`,
        ),
      );
      expect(unmoved!.n).toBe(0);
    },
  );

  it.runIf(takesGarments)('has orders in every part of the pipeline, and artwork of several kinds', async () => {
    const [statuses] = await ask<{ n: number }>(count('statuses', 'select count(distinct status) from core.orders'));
    const [kinds] = await ask<{ n: number }>(
      count('kinds', `select count(distinct substring(name from '[^.]+$')) from core.file`),
    );
    expect(statuses!.n).toBeGreaterThanOrEqual(10);
    expect(kinds!.n).toBeGreaterThanOrEqual(4);
  });

  it('told nobody', async () => {
    const [told] = await ask<{ n: number }>(count('told', 'select count(*) from core.outbox'));
    expect(told!.n).toBe(0);
  });

  it('stays as it is when it is filled again, and is gone without a trace when it is wiped', async () => {
    await fillDemo(platform);
    expect(await orderCount('again')).toBe(orders);
    await wipeDemo(platform);
    expect(await orderCount('left')).toBe(0);
    expect(await platform.seed.find(demoShop)).toBeUndefined();
  });
});

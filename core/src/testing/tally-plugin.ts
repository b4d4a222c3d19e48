import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  businessRecord,
  definePlugin,
  describePlugin,
  ownStatement,
  portal,
  staff,
  technical,
  type GivenFile,
  type OwnChange,
  type PluginApi,
  type PluginServer,
} from '@docket/sdk';
import * as z from 'zod';

/** A count, as the plugin keeps it. */
export interface Tally {
  readonly id: string;
  readonly order_id: string;
  readonly version: number;
  readonly count: number;
  readonly hidden: boolean;
}

export const ofOrders = ownStatement<{ orders: readonly string[] }, Tally>(
  'of-orders',
  'select id, order_id, version, count, hidden from px_tallies.tally t where t.order_id = any(:orders::uuid[]) order by id',
);
const added = ownStatement<Omit<Tally, 'version'>, Tally>(
  'added',
  `insert into px_tallies.tally (tenant_id, id, order_id, count, hidden)
   values (nullif(current_setting('docket.tenant', true), '')::uuid, :id, :order_id, :count, :hidden)
   returning id, order_id, version, count, hidden`,
);
const corrected = ownStatement<{ id: string; base: number; count: number }, Tally>(
  'corrected',
  `update px_tallies.tally set count = :count, version = version + 1 where id = :id and version = :base
   returning id, order_id, version, count, hidden`,
  { expects: 1 },
);

const Added = z.strictObject({
  order: z.uuid(),
  count: z.coerce.number().int().min(1),
  /** Whether a contact needs the right to see charges. */
  hidden: z.stringbool().or(z.boolean()).default(false),
});
const Corrected = z.strictObject({ id: z.uuid(), order: z.uuid(), base: z.int(), count: z.int() });
const OfOrder = z.strictObject({ order: z.uuid() });
const Papers = z.strictObject({ order: z.uuid(), shown: z.stringbool().default(false) });

const tallied = (order: string, action: string, count: number, hidden: boolean): OwnChange => ({
  order,
  action,
  after: { count },
  history: { type: 'tallies.counted', shown: true, data: { count } },
  ...(hidden && { sight: 'charges' as const }),
});

const api = {
  tally: portal().query(OfOrder, async ({ order }, { data, orders }) => {
    const seen = await orders.find([order]);
    const [rows] = await data.read(ofOrders({ orders: [...seen.keys()] }));
    return rows.map(({ count }) => count);
  }),
  counts: staff('orders.read').query(
    OfOrder,
    async ({ order }, { data }) => (await data.read(ofOrders({ orders: [order] })))[0],
  ),
  add: staff('orders.edit').mutation(Added, async ({ order, count, hidden }, { data }) => {
    const row = { id: randomUUID(), order_id: order, count, hidden };
    const [[tally]] = await data.write([tallied(order, 'tallies.add', count, hidden)], added(row));
    return tally!;
  }),
  ask: portal('order').mutation(Added, async ({ order, count }, { data }) => {
    const row = { id: randomUUID(), order_id: order, count, hidden: false };
    await data.write([tallied(order, 'tallies.add', count, false)], added(row));
  }),
  correct: staff('orders.edit').mutation(Corrected, async ({ id, order, base, count }, { data }) => {
    const change = { ...tallied(order, 'tallies.correct', count, false), before: { version: base } };
    await data.write([change], corrected({ id, base, count }));
  }),
  wave: portal('order').mutation(z.strictObject({}), () => null),
  nod: staff('orders.edit').mutation(z.strictObject({}), () => null),
} satisfies PluginApi;

/** Its procedures, for those who call them by name. */
export type TallyApi = typeof api;

const downloads: PluginServer['downloads'] = {
  'tally.pdf': portal().download(OfOrder, async ({ order }, { data, orders }) => {
    if (!(await orders.find([order])).has(order)) return undefined;
    const [rows] = await data.read(ofOrders({ orders: [order] }));
    const text = rows.map(({ count }) => count).join('\n');
    return { name: 'Tally <1>.pdf', type: 'application/pdf', bytes: Buffer.from(`%PDF-${text}`), inline: true };
  }),
  'counts.csv': staff('orders.read').download(OfOrder, async ({ order }, { data, orders }) => {
    if (!(await orders.find([order])).has(order)) return undefined;
    const [rows] = await data.read(ofOrders({ orders: [order] }));
    const text = rows.map(({ count }) => `${count}\n`).join('');
    return { name: 'counts.csv', type: 'text/csv', bytes: Buffer.from(text), inline: true };
  }),
};

const idsOf = (files: readonly GivenFile[]): readonly string[] => files.map(({ id }) => id);

const papers = (order: string, files: readonly GivenFile[], shown: boolean): OwnChange => ({
  order,
  action: 'tallies.paper',
  after: { files: files.map(({ name }) => name) },
  files: { keep: idsOf(files), show: shown ? idsOf(files) : [] },
});

const uploads: PluginServer['uploads'] = {
  papers: staff('orders.edit').upload(Papers, async ({ order, shown }, files, { data }) => {
    await data.write([papers(order, files, shown)]);
  }),
  receipts: portal('order').upload(
    OfOrder,
    async ({ order }, files, { data }) => void (await data.write([papers(order, files, true)])),
    { most: 2 },
  ),
};

const fileIn = (name: string): string => pathToFileURL(path.join(import.meta.dirname, 'tally', name)).href;

/** A plugin that keeps rows of its own about orders: for tests of what plugins reach. */
export const tallyPlugin = (server: PluginServer = {}) =>
  describePlugin({
    id: 'tallies',
    version: '1.0.0',
    title: 'Tallies',
    about: 'Counts things.',
    activation: 'on',
    migrations: pathToFileURL(path.join(import.meta.dirname, 'tally')).href,
    messages: { en: fileIn('en.json') },
    audit: { 'tallies.add': 'adds', 'tallies.correct': 'changes', 'tallies.paper': 'adds' },
    privacy: {
      tally: {
        owners: { order_id: 'order' },
        rows: 'kept',
        columns: {
          tenant_id: technical,
          id: technical,
          order_id: technical,
          version: technical,
          count: businessRecord(),
          hidden: technical,
        },
      },
    },
    server: async () => ({
      server: definePlugin({
        ...server,
        downloads,
        uploads: { ...uploads, ...server.uploads },
        api: { ...api, ...server.api },
      }),
    }),
  });

// The floor: a minimal Hono server over raw pg that does the benchmark's jobs in one statement each. A child process.
import { randomBytes, randomUUID } from 'node:crypto';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import * as z from 'zod';
import { hashOf, list, move, submit } from './jobs.ts';
import { onPglite, onPostgres } from './store.ts';

const Line = z.strictObject({
  sku: z.string().max(60),
  sizes: z.record(z.string().max(12), z.int().min(0).max(99_999)),
});
const Order = z.strictObject({
  id: z.uuid(),
  title: z.string().min(1).max(200),
  dueOn: z.iso.date(),
  lines: z.array(Line).min(1).max(1000),
  content: z.record(z.string(), z.unknown()),
});
const Move = z.strictObject({ id: z.uuid(), from: z.string().max(60), to: z.string().max(60) });

const [where = '', on = 'postgres'] = process.argv.slice(2);
const { query } = on === 'postgres' ? await onPostgres(where) : await onPglite(where);
const token = randomBytes(32).toString('base64url');
await query({ name: 'floor.seed', text: `insert into floor.session values ($1, $2, now() + interval '1 day')` }, [
  hashOf(token),
  randomUUID(),
]);

const app = new Hono();
app.post('/submit', async (c) => {
  const order = Order.parse(await c.req.json());
  const lines = order.lines.map((line, position) => ({
    ...line,
    position,
    quantity: Object.values(line.sizes).reduce((sum, pieces) => sum + pieces, 0),
  }));
  const values = [
    hashOf(getCookie(c, 'session') ?? ''),
    JSON.stringify(lines),
    order.id,
    order.title,
    order.dueOn,
    JSON.stringify(order.content),
    randomUUID(),
  ];
  const [made] = await query(submit, values);
  return made ? c.json({ id: order.id, number: Number(made['number']) }) : c.json({ code: 'refused' }, 401);
});
app.get('/list', async (c) => {
  const before = Number(c.req.query('before') ?? Number.MAX_SAFE_INTEGER);
  return c.json(await query(list, [hashOf(getCookie(c, 'session') ?? ''), before]));
});
app.post('/move', async (c) => {
  const { id, from, to } = Move.parse(await c.req.json());
  const [moved] = await query(move, [hashOf(getCookie(c, 'session') ?? ''), id, from, to, randomUUID()]);
  return moved ? c.json({ ok: true }) : c.json({ code: 'stale' }, 409);
});

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.send?.({ port, token });
});

import { createHash, randomUUID } from 'node:crypto';
import type { StoryShop } from './shop.ts';

/** What is asked about an order; its title is a message of the plugin that asks. */
export interface AskedQuestion {
  readonly number: number;
  /** Tells questions apart. */
  readonly detail: string;
  /** Minor units of US dollars. */
  readonly amount: number;
  /** Whoever declines may name another amount. */
  readonly counter?: boolean;
  /** Shows the order's artwork, which is to be confirmed by its size and spelling. */
  readonly isLookedAt?: boolean;
  /** Days from now on until the day by which an answer is wished for; below nothing for one that has passed. */
  readonly daysLeft?: number;
}

/** Two points, in words that the form has. */
const points = [
  { id: 'size', label: 'garment.ui.size' },
  { id: 'ink', label: 'garment.field.imprints.inks.name' },
];

/** Asks the customer something, as a plugin of the shop does with its own rows. */
export async function ask({ platform, id: shop }: StoryShop, question: AskedQuestion): Promise<string> {
  const id = randomUUID();
  const lines = [
    { label: 'garment.delivery.courier', value: { type: 'text', text: question.detail } },
    { label: 'garment.delivery.shipping', value: { type: 'money', minor: question.amount, currency: 'USD' } },
    {
      label: 'garment.delivery.pickup',
      value: { type: 'moment', at: '2026-11-26T09:30:00Z', zone: 'America/Chicago' },
    },
  ];
  await platform.database.withTenant(shop).run({
    name: 'story.ask',
    text: `insert into core.approval (tenant_id, id, order_id, plugin, subject, version, title, title_values, lines, counter, hash,
        pictures, ticks, place, due, state, asked_at, asked_by)
      select o.tenant_id, $1, o.id, 'shop-notice', $1, 1, 'shop-notice.title', '{}', $3::jsonb, $4::jsonb, $5,
        case when $6 then (select coalesce(jsonb_agg(jsonb_build_object('file', f.id, 'sha256', f.sha256)), '[]') from core.file f
          where f.tenant_id = o.tenant_id and f.request_id = o.request_id) else '[]' end,
        case when $6 then $7::jsonb else '[]' end, case when $6 then 'main' end, now()::date + $8::int, 'open', now(), '{"type":"system"}'
      from core.orders o where number = $2`,
    values: [
      id,
      question.number,
      JSON.stringify(lines),
      question.counter ? '{"type":"money","currency":"USD"}' : null,
      createHash('sha256').update(id).digest('hex'),
      question.isLookedAt ?? false,
      JSON.stringify(points),
      question.daysLeft ?? null,
    ],
  });
  return id;
}

import { error, redirect } from '@sveltejs/kit';
import type { Issue, Json, TraceStep } from '@docket/sdk';
import { numberIn } from '@docket/sdk/order-label';
import { asGroup, asList, asText } from '../json.ts';
import type { OrderDetail, OrderEvent, OrderPage, OrderRecord } from '../order-page.ts';
import { todayIn } from '../today.ts';
import type { OrderAnswer } from './answers.ts';
import { shownFile } from './files.ts';
import { orderLine } from './order-lines.ts';
import { answer } from './refusals.ts';
import { addressOf } from './scope.ts';

interface OrderEvents {
  readonly url: URL;
  readonly request: Request;
  readonly params: { readonly number: string };
}

/** What the pages of one order share, by the number in the address; one that it had before leads on to the present one. */
export async function loadOrder(event: OrderEvents): Promise<OrderPage> {
  const number = numberIn(event.params.number);
  if (number === undefined) error(404, 'There is nothing here.', { code: 'not-found' });
  const shown = await answer(event, async ({ staff, portal, shop }) => {
    const [page, kinds] = await Promise.all([staff.orders.get({ number }), portal.requests.kinds({})]);
    const place = kinds.findIndex(({ id }) => id === page.order.kind);
    return {
      order: orderDetail(page.order),
      kindTitle: kinds[place]?.title ?? page.order.kind,
      kindPlace: Math.max(0, place),
      parts: page.parts.map(({ id, title, about }) => ({ id, title, about })),
      statuses: page.pipeline?.statuses ?? [],
      moves: page.moves,
      timeline: page.timeline.map(orderEvent),
      files: page.files.map((file) => ({ ...shownFile(file), path: file.path })),
      changes: page.changes,
      prefilled: page.prefilled,
      recordable: page.recordable && orderRecord(page.recordable, page.order.marks),
      today: todayIn(shop!.timeZone),
    };
  });
  leadOn(event, shown.order.number);
  return shown;
}

/** A page that answers a form stays: it has more to say than the order. */
function leadOn({ params, request, url }: OrderEvents, present: number): void {
  if (params.number === String(present) || request.method === 'POST') return;
  const tab = url.pathname.split(`/orders/${params.number}`).at(-1) ?? '';
  redirect(303, addressOf(`/orders/${present}${tab}${url.search}`));
}

function orderDetail(row: OrderAnswer['order']): OrderDetail {
  const identity = asGroup(row.identity);
  return {
    ...orderLine(row),
    prefix: row.prefix,
    former: row.former,
    version: row.version,
    content: row.content,
    requestId: row.request_id,
    assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
    sender: {
      name: row.contact_name ?? asText(identity['name']),
      email: row.contact_email ?? asText(identity['email']),
    },
    // Stored by the core in the shapes of the SDK.
    issues: asList(row.request_issues) as unknown as readonly Issue[],
    trace: asList(row.request_trace) as unknown as readonly TraceStep[],
  };
}

const orderRecord = (
  { parts, ...recordable }: NonNullable<OrderAnswer['recordable']>,
  marks: OrderAnswer['order']['marks'],
): OrderRecord => ({ ...recordable, parts: parts.map((part) => ({ ...part, marks: marks[part.id] ?? {} })) });

function orderEvent({ id, at, type, by, data }: OrderAnswer['timeline'][number]): OrderEvent {
  return { id, at: at.toISOString(), type, by: whoOf(by), data: asGroup(data) };
}

function whoOf(by: Json): OrderEvent['by'] {
  const who = asGroup(by);
  return { type: asText(who['type']), id: asText(who['id']), name: asText(who['name']) };
}

import { randomBytes } from 'node:crypto';
import { askServer, startServer, type Contender, type Store } from '../contender.ts';
import { clientOf, type Client } from '../measure/http.ts';
import { sixLineOrder } from './order.ts';
import { sixLineTransport } from './transport.ts';

/** What the server says when it is ready. */
export interface Ready {
  readonly port: number;
  /** The `Cookie` headers of a signed-in contact and of staff. */
  readonly contact: string;
  readonly staff: string;
}

interface DocketOptions {
  readonly store: Store;
  readonly where: string;
  readonly databaseCpu: () => number;
  readonly cpuOf: (pid: number) => number;
  /** Plugins without any effect that are on beside those of the trade. */
  readonly noops?: number;
  /** Absent: the print shop. */
  readonly trade?: Trade;
}

/** Whose plugins are on and whose orders are sent. */
export type Trade = 'print-shop' | 'carrier';

/** Docket as a contender: a trade's plugins on, sessions, limits, idempotency and history included. */
export async function docketContender(options: DocketOptions): Promise<Contender> {
  const { store, where, databaseCpu, cpuOf, noops = 0, trade = 'print-shop' } = options;
  const server = await startServer<Ready>('./docket/server.ts', [where, store, String(noops), trade]);
  const customer = clientOf(server.ready.port, server.ready.contact);
  const staff = clientOf(server.ready.port, server.ready.staff);
  return {
    name: 'docket',
    store,
    operations: {
      submit: async () => void (await submitOrder(customer, trade)),
      list: async () => void (await customer.get(`/trpc/portal/orders.list?input=${encodeURIComponent('{}')}`)),
      move: moverOf(customer, staff),
    },
    cpu: () => cpuOf(server.child.pid!) + databaseCpu(),
    roundTrips: () => askServer<number>(server.child, 'round trips'),
    stop: async () => {
      customer.close();
      staff.close();
      await server.stop();
    },
  };
}

interface Receipt {
  readonly result: { readonly data: { readonly orderId: string } };
}

const orders: Readonly<Record<Trade, () => { readonly kind: string; readonly content: unknown }>> = {
  'print-shop': () => ({ kind: 'garment', content: sixLineOrder('Spring shirts') }),
  carrier: () => ({ kind: 'transport', content: sixLineTransport() }),
};

async function submitOrder(client: Client, trade: Trade = 'print-shop'): Promise<string> {
  const body = { id: newId(), ...orders[trade]() };
  const { result } = (await client.post('/trpc/portal/requests.submit', body)) as Receipt;
  if (!result.data.orderId) throw new Error('Docket made no order.');
  return result.data.orderId;
}

/** A uuid v7, as the portal makes them. */
function newId(): string {
  const hex = Date.now().toString(16).padStart(12, '0') + randomBytes(10).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** Each lane moves an order of its own, so that lanes never wait for one row. */
function moverOf(customer: Client, staff: Client): () => Promise<void> {
  const idle: { id: string; status: string }[] = [];
  return async () => {
    const own = idle.pop() ?? { id: await submitOrder(customer), status: 'quote' };
    const to = own.status === 'quote' ? 'art-requested' : 'quote';
    await staff.post('/trpc/staff/orders.move', { id: own.id, to });
    idle.push({ id: own.id, status: to });
  };
}

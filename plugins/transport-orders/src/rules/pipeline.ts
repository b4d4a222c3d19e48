import type { Pipeline, Status } from '@docket/sdk';

/** What ends as a quote keeps its number of a quote. */
const quotes = { numberedAs: 'Q' } as const;

const statuses: readonly Status[] = [
  { id: 'quote', stage: 'received', tone: 'review', ...quotes },
  { id: 'to-plan', stage: 'accepted', tone: 'waiting' },
  { id: 'planned', stage: 'planned', tone: 'working' },
  { id: 'in-transit', stage: 'on-the-way', tone: 'working' },
  { id: 'delivered', stage: 'delivered', tone: 'done' },
  { id: 'completed', stage: 'done', tone: 'done' },
  { id: 'invoiced', stage: 'done', tone: 'done', final: true },
  { id: 'declined', stage: 'stopped', tone: 'problem', final: true, ...quotes },
  { id: 'expired', stage: 'stopped', tone: 'problem', final: true, ...quotes },
  { id: 'cancelled', stage: 'stopped', tone: 'problem', final: true },
];

/**
 * The way of a transport. A quote that is accepted goes to planning and gets the number of an order; from then on the
 * number stays. Nothing is cancelled once it was collected; a quote that its customer calls off is declined.
 */
export const pipeline: Pipeline = {
  initial: 'quote',
  stages: ['received', 'accepted', 'planned', 'on-the-way', 'delivered', 'done', 'stopped'],
  statuses,
  cancelled: ['cancelled', 'declined'],
  moves: {
    quote: ['to-plan', 'declined', 'expired'],
    'to-plan': ['planned', 'cancelled'],
    planned: ['in-transit', 'to-plan', 'cancelled'],
    'in-transit': ['delivered', 'planned'],
    delivered: ['completed', 'in-transit'],
    completed: ['invoiced', 'delivered'],
    invoiced: ['completed'],
    declined: ['quote'],
    expired: ['quote'],
    cancelled: ['to-plan'],
  },
};

/** The statuses that an order may begin in; which one is a setting of the shop, a service or a customer. */
export const initialStatuses = ['quote', 'to-plan'] as const;
export type InitialStatus = (typeof initialStatuses)[number];

import type { Pipeline, Status } from '@docket/sdk';

const statuses: readonly Status[] = [
  { id: 'quote', stage: 'received', tone: 'review' },
  { id: 'art-requested', stage: 'artwork', tone: 'waiting' },
  { id: 'art-in-work', stage: 'artwork', tone: 'working' },
  { id: 'art-approved', stage: 'artwork', tone: 'working' },
  { id: 'goods', stage: 'preparing', tone: 'waiting' },
  { id: 'pre-press', stage: 'preparing', tone: 'working' },
  { id: 'production', stage: 'producing', tone: 'working' },
  { id: 'finishing', stage: 'producing', tone: 'working' },
  { id: 'ready', stage: 'ready', tone: 'done' },
  { id: 'delivered', stage: 'done', tone: 'done' },
  { id: 'closed', stage: 'done', tone: 'done', final: true },
  { id: 'on-hold', stage: 'stopped', tone: 'problem' },
  { id: 'cancelled', stage: 'stopped', tone: 'problem', final: true },
];

const stopped = ['on-hold', 'cancelled'];

/**
 * The way of a job through a decoration shop. Steps may be skipped forward where shops do (customer-supplied goods,
 * repeat art) and taken back by one where work has to be done again.
 */
export const pipeline: Pipeline = {
  initial: 'quote',
  stages: ['received', 'artwork', 'preparing', 'producing', 'ready', 'done', 'stopped'],
  statuses,
  moves: {
    quote: ['art-requested', 'art-in-work', 'art-approved', 'goods', ...stopped],
    'art-requested': ['art-in-work', 'art-approved', 'quote', ...stopped],
    'art-in-work': ['art-approved', 'art-requested', ...stopped],
    'art-approved': ['goods', 'pre-press', 'production', 'art-in-work', ...stopped],
    goods: ['pre-press', 'production', 'art-approved', ...stopped],
    'pre-press': ['production', 'goods', ...stopped],
    production: ['finishing', 'ready', 'pre-press', ...stopped],
    finishing: ['ready', 'production', ...stopped],
    ready: ['delivered', 'finishing', ...stopped],
    delivered: ['closed', 'ready'],
    closed: ['delivered'],
    // Where it was held is for staff to say: the history shows it.
    'on-hold': [
      'quote',
      'art-requested',
      'art-in-work',
      'art-approved',
      'goods',
      'pre-press',
      'production',
      'finishing',
      'ready',
      'cancelled',
    ],
    cancelled: ['quote'],
  },
};

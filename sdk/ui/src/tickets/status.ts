/**
 * What a status means to the person who reads it, whatever the shop calls it: `draft` not sent, `review` the shop
 * looks, `waiting` it is your turn, `production` being made or on its way, `done`, `problem`.
 */
export const statusTones = ['draft', 'review', 'waiting', 'production', 'done', 'problem'] as const;

/** One of the six meanings; it decides shape and colour of a status. */
export type StatusTone = (typeof statusTones)[number];

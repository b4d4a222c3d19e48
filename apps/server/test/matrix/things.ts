/** What an input names. A kind that is new needs a value in `unknown` and `malformed`, and a place in the world. */
export const thingKinds = [
  'order',
  'order number',
  'draft',
  'draft file',
  'order file',
  'upload',
  'session',
  'customer',
  'slug',
  'request',
  'notice',
] as const;
export type ThingKind = (typeof thingKinds)[number];

/** What somebody of the world has, by kind: ids, and numbers of orders. */
export type Things = Partial<Record<ThingKind, string | number>>;

const noId = '0190a000-0000-7000-8000-00000000dead';

/** A value of the right form that nothing has. */
export const unknown = {
  order: noId,
  'order number': 999_999_983,
  draft: noId,
  'draft file': noId,
  'order file': noId,
  upload: '0123456789abcdef0123456789abcdef',
  session: noId,
  customer: noId,
  slug: 'no-such-customer',
  request: noId,
  notice: noId,
} as const satisfies Record<ThingKind, string | number>;

/** A value of no form that anything could have. */
export const malformed = (kind: ThingKind): string => (kind === 'order number' ? 'seven' : 'not-an-id');

/** What an input names. A kind that is new needs a value in `unknown` and `malformed`, and a place in the world. */
export const thingKinds = [
  'order',
  'order number',
  'draft',
  'draft file',
  'order file',
  'shown file',
  'hidden file',
  'upload',
  'session',
  'passkey',
  'staff’s passkey',
  'customer',
  'customer’s link',
  'two customers',
  'merge',
  'import',
  'finished import',
  'contact',
  'person of a customer',
  'removed contact',
  'removed person of a customer',
  'address',
  'place of a customer',
  'invitation',
  'key',
  'slug',
  'request',
  'waiting request',
  'change',
  'question',
  'notice',
  'logo',
  'staff member',
  'removed staff member',
  'role',
  'export',
  'service',
] as const;
export type ThingKind = (typeof thingKinds)[number];

/** What somebody of the world has, by kind: ids, and numbers of orders. Where two values name a thing: both, with a slash. */
export type Things = Partial<Record<ThingKind, string | number>>;

const noId = '0190a000-0000-7000-8000-00000000dead';

/** A role of both shops that holds nothing, so that whoever manages staff may give it. */
export const powerless = '0190a000-0000-7000-8000-000000000001';

/** What every question of the world is the hash of. */
export const questionHash = 'a'.repeat(64);

/** A value of the right form that nothing has. */
export const unknown = {
  order: noId,
  'order number': 999_999_983,
  draft: noId,
  'draft file': noId,
  'order file': noId,
  'shown file': noId,
  'hidden file': noId,
  upload: '0123456789abcdef0123456789abcdef',
  session: noId,
  passkey: noId,
  'staff’s passkey': noId,
  customer: noId,
  'customer’s link': `no-such-customer/${noId}`,
  'two customers': `${noId}/${noId}`,
  merge: noId,
  import: noId,
  'finished import': noId,
  contact: noId,
  'person of a customer': `${noId}/${noId}`,
  'removed contact': noId,
  'removed person of a customer': `${noId}/${noId}`,
  address: noId,
  'place of a customer': `${noId}/${noId}`,
  invitation: noId,
  key: noId,
  slug: 'no-such-customer',
  request: noId,
  'waiting request': noId,
  change: noId,
  question: noId,
  notice: noId,
  logo: noId,
  'staff member': noId,
  'removed staff member': noId,
  role: noId,
  export: noId,
  service: 'no-such-service',
} as const satisfies Record<ThingKind, string | number>;

/** A value of no form that anything could have. */
export function malformed(kind: ThingKind): string {
  if (kind === 'order number') return 'seven';
  return kind === 'service' ? 'Not a code' : 'not-an-id';
}

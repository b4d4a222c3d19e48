import type { RequestFacts } from './store.ts';

/** A notice before it has an id. */
export interface PlainNotice {
  readonly type: string;
  readonly channel: 'bell' | 'mail';
  readonly subject_type: 'order' | 'request' | 'quarantine';
  readonly subject_id: string;
  readonly recipient: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;
}

export interface Audience {
  /** Ids of the staff who may see it. */
  readonly staff: readonly string[];
  /** Prefix of the shop's addresses. */
  readonly url: string;
}

/** Staff read it in the bell; the sender gets one mail that says what it is and that nothing is committed (G-26, G-27, G-32). */
export function aboutRequest(type: string, facts: RequestFacts, { staff, url }: Audience): readonly PlainNotice[] {
  const about = {
    type,
    subject_type: facts.order_id === null ? ('request' as const) : ('order' as const),
    subject_id: facts.order_id ?? facts.id,
  };
  // Staff have declined it themselves.
  const bells = (type === 'intake.declined' ? [] : staff).map((recipient) => ({
    ...about,
    channel: 'bell' as const,
    recipient,
    data: bellData(facts),
  }));
  const address = facts.contact_email ?? facts.identity.email;
  if (address === undefined) return bells;
  const mail = {
    ...about,
    channel: 'mail' as const,
    recipient: address.toLowerCase(),
    data: mailData(type, facts, url),
  };
  return [...bells, mail];
}

const bellData = ({ number, title, customer_name, identity }: RequestFacts) => ({
  ...(number !== null && { number }),
  title: title ?? '',
  customer: customer_name ?? (identity.company || identity.name || ''),
});

/**
 * Who is not proven to own the address learns nothing that the form did not say: the greeting uses the name that was
 * typed, and the link leads to the entrance, where the order shows once the address is proven (G-08).
 */
function mailData(type: string, facts: RequestFacts, url: string): PlainNotice['data'] {
  const proven = facts.proof !== 'none';
  return {
    name: (proven ? facts.contact_name : facts.identity.name) ?? facts.identity.name ?? '',
    // As text: a number of an order is a name, not an amount to group by thousands.
    number: facts.number === null ? '' : String(facts.number),
    title: facts.title ?? '',
    quantity: facts.quantity ?? 0,
    link: proven && facts.number !== null ? `${url}/orders/${facts.number}` : `${url}/`,
    // Any other decision's reason is for staff.
    ...(type === 'intake.declined' && { reason: facts.reason ?? '' }),
    proven,
  };
}

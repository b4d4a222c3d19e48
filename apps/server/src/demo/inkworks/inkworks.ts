import { mailbox, type Demo } from '../demo.ts';

/** Who may sign in to the demo shop. The password is no secret: the first page shows it. */
export const owner = { email: 'demo@inkworks.test', name: 'Robin Ink', password: 'inkworks-demo' } as const;

/** The customer that the hints speak of. */
const contact = { customer: 'smith-embroidery', email: 'sarah@smithembroidery.com' } as const;

/** A print shop in Chicago with half a year of orders. */
export const inkworks: Demo = {
  slug: 'inkworks',
  name: 'Inkworks',
  kind: 'garment',
  size: { orders: 400, days: 180 },
  hints: (catchesMail) => [
    {
      title: 'A customer',
      text: `Sign in as ${contact.email}; the code arrives in the mailbox.`,
      href: `/portal/${contact.customer}`,
    },
    { title: 'Somebody new', text: 'Send an order request without signing in.', href: '/submit' },
    { title: 'The shop', text: `Sign in as ${owner.email}, password ${owner.password}.`, href: '/admin/' },
    ...(catchesMail ? [mailbox] : []),
  ],
};

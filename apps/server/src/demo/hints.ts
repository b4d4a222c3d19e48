import type { Hint } from '@docket/core';

/** Who may sign in to the demo shop. The password is no secret: the first page shows it. */
export const demoOwner = { email: 'demo@inkworks.test', name: 'Robin Ink', password: 'inkworks-demo' } as const;

/** The demo's customer that the hints speak of. */
export const demoContact = { customer: 'smith-embroidery', email: 'sarah@smithembroidery.com' } as const;

const mail: Hint = {
  title: 'The mailbox',
  text: 'Codes and confirmations arrive here; nothing is really sent.',
  href: '/demo/mail',
};

/** Where to go in the demo and how to sign in. */
export const demoHints = (catchesMail: boolean): readonly Hint[] => [
  {
    title: 'A customer',
    text: `Sign in as ${demoContact.email}; the code arrives in the mailbox.`,
    href: `/portal/${demoContact.customer}`,
  },
  { title: 'Somebody new', text: 'Send an order request without signing in.', href: '/submit' },
  { title: 'The shop', text: `Sign in as ${demoOwner.email}, password ${demoOwner.password}.`, href: '/admin/' },
  ...(catchesMail ? [mail] : []),
];

import { mailbox, type Demo } from '../demo.ts';

/** Who works at the carrier. The passwords are no secret: the first page shows them. */
export const staff = {
  owner: { email: 'demo@northway.test', name: 'Marit Claes', password: 'northway-demo' },
  dispatcher: { email: 'dispatch@northway.test', name: 'Joris Maes', password: 'northway-dispatch' },
} as const;

/** The customer that the hints speak of, and two of its people. */
const customer = 'scheldt-coatings';
export const contacts = {
  whole: 'lotte@scheldtcoatings.example',
  withoutCharges: 'bram@scheldtcoatings.example',
} as const;

/** A carrier in Antwerp with half a year of transports, and what waits for its staff today. */
export const northway: Demo = {
  slug: 'northway',
  name: 'Northway',
  kind: 'transport',
  size: { orders: 2000, days: 182 },
  hints: (catchesMail) => [
    {
      title: 'A customer',
      text: `Sign in as ${contacts.whole}, who may do everything; the code arrives in the mailbox.`,
      href: `/portal/${customer}`,
    },
    {
      title: 'A colleague of hers',
      text: `Sign in as ${contacts.withoutCharges}, who orders, but sees no charges.`,
      href: `/portal/${customer}`,
    },
    { title: 'Somebody new', text: 'Ask for a transport without signing in.', href: '/submit' },
    {
      title: 'The dispatcher',
      text: `Sign in as ${staff.dispatcher.email}, password ${staff.dispatcher.password}: what waits is under Requests.`,
      href: '/admin/',
    },
    {
      title: 'The owner',
      text: `Sign in as ${staff.owner.email}, password ${staff.owner.password}: services and settings, too.`,
      href: '/admin/',
    },
    ...(catchesMail ? [mailbox] : []),
  ],
};

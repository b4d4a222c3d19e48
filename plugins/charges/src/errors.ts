import { defineErrors } from '@docket/sdk';

/** Refusals of charges. */
export const errors = defineErrors({
  // As the platform says it: an order of somebody else is answered like one that is not there.
  'not-found': {
    status: 404,
    sentence: 'There is nothing here.',
    next: 'Check the address, or go back to the start.',
  },
  'charges.unknown': {
    status: 404,
    sentence: 'There is no such charge on this order.',
    next: 'Load the page anew and look for it.',
  },
  'charges.invalid': {
    status: 422,
    sentence: 'Something about the charge is not right.',
    next: 'Look at what is marked, and send it again.',
  },
  'charges.changed': {
    status: 409,
    sentence: 'Somebody changed this charge meanwhile.',
    next: 'Look at it as it is now, and repeat what you want to do.',
  },
  'charges.withdrawn': {
    status: 409,
    sentence: 'This charge is withdrawn.',
    next: 'Add a new one if it is to be charged after all.',
  },
  'charges.no-counter': {
    status: 409,
    sentence: 'The customer has named no other amount for this charge as it is now.',
    next: 'Look at it again: it may have changed.',
  },
});

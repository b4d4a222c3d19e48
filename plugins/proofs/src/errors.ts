import { defineErrors } from '@docket/sdk';

/** Refusals of proofs. */
export const errors = defineErrors({
  // As the platform says it: an order of somebody else is answered like one that is not there.
  'not-found': {
    status: 404,
    sentence: 'There is nothing here.',
    next: 'Check the address, or go back to the start.',
  },
  'proofs.unknown': {
    status: 404,
    sentence: 'There is no such mockup on this order.',
    next: 'Load the page anew and look for it.',
  },
  'proofs.invalid': {
    status: 422,
    sentence: 'Something about the mockup is not right.',
    next: 'Look at what is marked, and send it again.',
  },
  'proofs.changed': {
    status: 409,
    sentence: 'Somebody changed the mockups of this order meanwhile.',
    next: 'Look at them as they are now, and repeat what you want to do.',
  },
  'proofs.over': {
    status: 409,
    sentence: 'This order is done or cancelled.',
    next: 'Move it back first if it goes on after all.',
  },
  'proofs.no-mockup': {
    status: 409,
    sentence: 'There is no mockup of {work} yet.',
    next: 'Add one, and send it then.',
  },
  'proofs.needs-new': {
    status: 409,
    sentence: 'The mockup of {work} shows what will not be made.',
    next: 'Add a new one, and send it then.',
  },
  'proofs.asked-already': {
    status: 409,
    sentence: 'The customer was asked about {work} as it is now.',
    next: 'Add a new mockup if something else is to be made.',
  },
  'proofs.nothing-to-send': {
    status: 409,
    sentence: 'Nothing was chosen.',
    next: 'Choose what is to be sent.',
  },
  'proofs.still-looking': {
    status: 409,
    sentence: 'The mockup of {work} is still being looked at.',
    next: 'Wait a moment, and send it then.',
  },
  'proofs.blocked': {
    status: 409,
    sentence: 'The mockup of {work} has a file that nobody may open.',
    next: 'Add a new one without it.',
  },
  'proofs.is-sent': {
    status: 409,
    sentence: 'This mockup was sent already, so it stays.',
    next: 'Withdraw it, or add a new one.',
  },
  'proofs.not-open': {
    status: 409,
    sentence: 'Nothing waits for an answer here.',
    next: 'Look at it as it is now: it may be answered.',
  },
});

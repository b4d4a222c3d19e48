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
  'proofs.nothing-to-compose': {
    status: 409,
    sentence: 'Nothing was chosen.',
    next: 'Choose what a mockup is to be composed of.',
  },
  'proofs.compose-many': {
    status: 409,
    sentence: 'Mockups of at most {most} works are composed at once.',
    next: 'Choose fewer, and the others afterwards.',
  },
  'proofs.no-drawing': {
    status: 409,
    sentence: 'There is no drawing of {work}.',
    next: 'Add a mockup of your own.',
  },
  'proofs.no-size': {
    status: 409,
    sentence: 'The order does not say how large {work} is.',
    next: 'Fill in its print size, or add a mockup of your own.',
  },
  'proofs.no-artwork': {
    status: 409,
    sentence: 'There is no artwork of {work}.',
    next: 'Add it to the order, or add a mockup of your own.',
  },
  'proofs.no-picture': {
    status: 409,
    sentence: 'There is no picture of the artwork of {work}.',
    next: 'Add the artwork to the order in a form that pictures are drawn of, such as PNG or PDF, or add a mockup of your own.',
  },
  'proofs.still-looking': {
    status: 409,
    sentence: 'The mockup of {work} is still being looked at.',
    next: 'Wait a moment, and send it then.',
  },
  'proofs.not-drawn': {
    status: 409,
    sentence: 'There is no picture of the mockup of {work}.',
    next: 'Add it as PNG, JPEG, SVG or PDF, and send it then.',
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
  'proofs.pin-outside': {
    status: 422,
    sentence: 'The place is not on the picture.',
    next: 'Point at a place on the picture itself, or choose a part of it.',
  },
  'proofs.pin-empty': {
    status: 422,
    sentence: 'The note is empty, or longer than {most} characters.',
    next: 'Write what you mean in a sentence or two, and add it again.',
  },
  'proofs.pin-many': {
    status: 409,
    sentence: 'There are {most} notes already.',
    next: 'Put the rest into your answer to the shop.',
  },
  'proofs.pin-closed': {
    status: 409,
    sentence: 'This mockup waits for no answer any more.',
    next: 'Look at the newest mockup, and add your note there.',
  },
  'proofs.not-open': {
    status: 409,
    sentence: 'Nothing waits for an answer here.',
    next: 'Look at it as it is now: it may be answered.',
  },
  'proofs.who-missing': {
    status: 422,
    sentence: 'It is not said who answered, or in more than {most} characters.',
    next: 'Choose who it was, or write the name.',
  },
  'proofs.not-asked': {
    status: 422,
    sentence: 'The answer of whoever was chosen is not waited for.',
    next: 'Choose somebody of those who still have to answer.',
  },
  'proofs.when-unfit': {
    status: 422,
    sentence: 'The time of the answer is missing, or it is not over yet.',
    next: 'Say when it was given.',
  },
  'proofs.when-early': {
    status: 422,
    sentence: 'The answer is older than what is asked.',
    next: 'What was said before holds for something else. Ask again, and write down what is said then.',
  },
  'proofs.words-missing': {
    status: 422,
    sentence: 'It is not said what is to be different, or why not.',
    next: 'Write down what your customer said.',
  },
  'proofs.words-long': {
    status: 422,
    sentence: 'What was said is longer than {most} characters.',
    next: 'Write it shorter; the files hold the rest.',
  },
  'proofs.unconfirmed': {
    status: 422,
    sentence: '{count, plural, one {One point is} other {# points are}} not confirmed.',
    next: 'Ask about every point, and tick it; or write down that changes are wanted.',
  },
});

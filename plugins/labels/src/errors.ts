import { defineErrors } from '@docket/sdk';

/** Everything that a caller can be refused with. */
export const errors = defineErrors({
  'labels.cancelled': {
    status: 409,
    sentence: 'Order {order} was cancelled, so it has no labels.',
    next: 'Take labels that are stuck on off the packages.',
  },
  'labels.unpacked': {
    status: 409,
    sentence: 'Order {order} has no packages that leave with it, so it has no labels.',
    next: 'Enter its packages.',
  },
  'labels.many': {
    status: 409,
    sentence: 'Order {order} has more than {most} packages, so it has no labels.',
    next: 'Enter the pallets that the packages stand on, or split the order.',
  },
  'labels.busy': {
    status: 409,
    sentence: 'The order is being changed again and again.',
    next: 'Ask for its labels once it is as it shall be.',
  },
  'labels.spent': {
    status: 409,
    sentence: 'All label numbers under the company prefix {prefix} are given.',
    next: 'Ask GS1 for another company prefix and set it, or leave it empty: labels then have numbers of the shop’s own.',
  },
});

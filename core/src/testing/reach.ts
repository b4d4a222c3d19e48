import type { CallContext } from '@docket/sdk';

const refuse = (what: string) => (): never => {
  throw new TypeError(`This context was made by hand, so it reaches no ${what}: open a platform to test that.`);
};

/** For contexts that tests of rules make by hand: whoever uses it is told so. */
export const reachesNothing: Pick<CallContext, 'data' | 'orders' | 'files' | 'approvals' | 'address'> = Object.freeze({
  data: { read: refuse('tables'), write: refuse('tables') },
  orders: { find: refuse('orders'), move: refuse('orders') },
  files: {
    ofOrders: refuse('files'),
    store: refuse('files'),
    picture: refuse('files'),
    earlier: refuse('files'),
  },
  address: refuse('address'),
  approvals: {
    ofOrders: refuse('questions'),
    hashOf: refuse('questions'),
    approversOf: refuse('people'),
    record: refuse('questions'),
    words: refuse('words'),
  },
});

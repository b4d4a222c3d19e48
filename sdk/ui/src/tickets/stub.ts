/**
 * The colour of a ticket's stub: the kind of work, as shops colour their paper tickets. The shop names the kinds; the
 * word always stands on the stub, so that nobody has to know the colours.
 */
export const stubs = ['manila', 'mint', 'sky', 'salmon', 'lilac'] as const;

/** One of the stub colours. */
export type Stub = (typeof stubs)[number];

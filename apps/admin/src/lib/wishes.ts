import type { ProposedChange } from '@docket/ui';

/** A field of a change with what somebody has decided about it and not sent yet. */
export interface Choosable extends ProposedChange {
  readonly taken: boolean;
  readonly reason: string;
}

import type { CallContext, Work } from '@docket/sdk';
import { nameOf } from '../compose/caption.ts';

/** What a work is called in a line of its own, in the shop's words: with its place, since one garment may have several. */
export const calledIn = (
  { approvals, tenant }: Pick<CallContext, 'approvals' | 'tenant'>,
  work: Pick<Work, 'name' | 'place'>,
): string => nameOf(work, { words: approvals.words(), tenant });

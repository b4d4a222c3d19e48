import { PlatformError, type Json } from '@docket/sdk';
import type { Caller } from '../../access/access.ts';
import { callFor, checkContent, mergeThree, proposals, type Proposed } from '../../content/content.ts';
import { errors } from '../../errors.ts';
import type { Call } from '../../kernel/statement.ts';
import type { OfferedKind } from '../../tenants/tenants.ts';
import { offeredKind, owns } from '../requests.ts';
import { filesOfRequest, requestById, type RequestFileRow, type RequestRow } from '../store.ts';
import * as store from './store-changing.ts';

/** What a customer's own draft of a change would do to its order as the order is now. */
export interface DraftedChange {
  readonly order: Pick<store.TargetRow, 'id' | 'number' | 'prefix' | 'title'>;
  /** The order has changed since the draft was begun. */
  readonly isStale: boolean;
  /** Field by field: as it was when the draft was begun, as it is, as it would become. */
  readonly proposals: readonly Proposed[];
  /** Groups of fields that somebody else has changed since, too. */
  readonly conflicts: readonly string[];
}

/** What `draftedChange` reads, besides the session. */
export const draftedPreload = (id: string): readonly Call[] => [
  requestById({ id }),
  store.targetOfRequest({ request: id }),
  filesOfRequest({ id }),
  store.filesOfTarget({ request: id }),
];

/** The draft of the preloaded rows beside its order. A foreign one, and one that changes no order, answers like an unknown one. */
export async function draftedChange(call: Caller, rows: readonly (readonly unknown[])[]): Promise<DraftedChange> {
  const [[draft], [target], ownFiles, files] = rows as [
    RequestRow[],
    store.TargetOfRequestRow[],
    RequestFileRow[],
    RequestFileRow[],
  ];
  if (!draft || !target || !owns(call, draft, null)) throw new PlatformError(errors['not-found']);
  const offered = offeredKind(call, target.kind);
  const typed = await checkedOf(call, offered, { draft, target, files: [...ownFiles, ...files] });
  const { id, number, prefix, title } = target;
  const { whole, conflicts } = mergeThree(offered.kind, target.base, target.content, typed);
  return {
    order: { id, number, prefix, title },
    isStale: target.version !== target.base_version,
    proposals: proposals(offered.kind, target.content, whole, target.base),
    conflicts,
  };
}

interface Drafted {
  readonly draft: RequestRow;
  readonly target: store.TargetOfRequestRow;
  readonly files: readonly RequestFileRow[];
}

/** As it would be sent: a number that was typed as a text differs from nothing. What cannot be sent yet stays as typed. */
async function checkedOf(call: Caller, offered: OfferedKind, { draft, target, files }: Drafted): Promise<Json> {
  const own = await callFor(call, offered, target.customer_id, draft.content);
  return checkContent(own, offered, draft.content, files).content ?? draft.content;
}

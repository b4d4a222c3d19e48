import {
  intake,
  PlatformError,
  refuses,
  type Admission,
  type IntakeRequest,
  type Issue,
  type Json,
  type TraceStep,
} from '@docket/sdk';
import type { Caller } from '../../access/access.ts';
import { canonical, checkContent, mergeThree, type Merge } from '../../content/content.ts';
import { errors } from '../../errors.ts';
import type { OfferedKind } from '../../tenants/tenants.ts';
import type { RequestFileRow } from '../store.ts';
import { flowOfOrder, referenceOf } from '../flow.ts';
import type { Wish } from './settling.ts';
import type { TargetOfRequestRow, TargetRow } from './store-changing.ts';

/** What plugins said of a wish that nothing refuses. */
export interface Judged {
  readonly admission: Admission | undefined;
  readonly issues: readonly Issue[];
  readonly trace: readonly TraceStep[];
}

/** A change brought to the order as it is now. */
export interface Rebased {
  /** What the order becomes when it is taken as it is; the order's own content while somebody has to look. */
  readonly content: Json;
  readonly merge: Merge;
  /** Groups of fields that others changed meanwhile; `*` when what both did makes no order together. Empty: nothing is in the way. */
  readonly conflicts: readonly string[];
}

/** Refuses a change after which nothing would be different. */
export function rebase(
  call: Caller,
  offered: OfferedKind,
  target: TargetOfRequestRow,
  proposed: Json,
  files: readonly RequestFileRow[],
): Rebased {
  const merge = mergeThree(offered.kind, target.base, target.content, proposed);
  if (canonical(merge.whole) === canonical(target.content)) throw new PlatformError(errors['change.nothing']);
  if (merge.conflicts.length > 0) return { content: target.content, merge, conflicts: merge.conflicts };
  const { content } = checkContent(call, offered, merge.content, files);
  return content === undefined
    ? { content: target.content, merge, conflicts: ['*'] }
    : { content, merge, conflicts: [] };
}

/** A wish as plugins see it: what the order would become, and what it is. */
export async function wishRequest(
  call: Caller,
  { kind }: OfferedKind,
  { id, door, proof, customer, contact, intent, sentAt }: Wish,
  target: TargetRow,
  content: Json,
): Promise<IntakeRequest> {
  const arriving = { intent, door: door as IntakeRequest['door'], ...(customer !== null && { customerId: customer }) };
  return {
    id,
    kind: target.kind,
    ...arriving,
    ...(contact !== null && { contactId: contact }),
    proof: proof as IntakeRequest['proof'],
    content,
    ...(await flowOfOrder(call, target, arriving)),
    receivedAt: sentAt,
    ...referenceOf(kind.fields, kind.summary(content)),
    target: {
      orderId: target.id,
      number: target.number,
      version: target.version,
      status: target.status,
      content: target.content,
    },
  };
}

/**
 * Asks plugins, for a change whether it may be, for both what becomes of it. Refuses what they refuse. `found` is what the kind's
 * own check said.
 */
export async function judge(call: Caller, request: IntakeRequest, found: readonly Issue[]): Promise<Judged> {
  const guarded =
    request.intent === 'cancel'
      ? { issues: [], trace: [] }
      : await call.shop.hooks.guard(intake.validate, request, call);
  const issues = [...found, ...guarded.issues];
  if (refuses(guarded.issues)) throw new PlatformError(errors['request.refused'], {}, { details: { issues } });
  const { value: admission, trace } = await call.shop.hooks.ask(intake.admit, request, call);
  if (admission?.decision === 'refuse')
    throw new PlatformError(errors['request.unavailable'], {}, { details: { reason: admission.reason } });
  return { admission, issues, trace: [...guarded.trace, ...trace] };
}

/** What a plugin's answer leaves to be kept: its words and the settings that decided. */
export const keptOf = (admission: Admission | undefined) => ({
  reason: admission?.reason ?? '',
  ...(admission?.settings && { settings: admission.settings }),
});

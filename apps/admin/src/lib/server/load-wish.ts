import { referrals, type Issue, type TraceStep } from '@docket/sdk';
import { orderLabel } from '@docket/sdk/order-label';
import { obstacleIn, rejectedIn } from '@docket/ui/changes/decided.ts';
import { asGroup, asList, asText } from '../json.ts';
import type { CodedReason } from '../requests.ts';
import { answer } from './refusals.ts';

interface WishEvent {
  readonly url: URL;
  readonly params: { readonly id: string };
}

/** A change or cancellation as its page shows it. Looking at it changes nothing. */
export const loadWish = (event: WishEvent) =>
  answer(event, async ({ staff }) => {
    const { id } = event.params;
    const [page, why] = await Promise.all([staff.changes.get({ id }), staff.changes.explain({ id })]);
    const { request: row, order } = page;
    const decision = asGroup(row.decision);
    // Stored by the core in the shapes of its own and of the SDK.
    const issues = asList(row.issues) as unknown as readonly Issue[];
    return {
      wish: {
        id: row.id,
        intent: row.intent === 'cancel' ? ('cancel' as const) : ('change' as const),
        state: row.state,
        content: row.content,
        asked: row.intent === 'cancel' ? asText(asGroup(row.content)['reason']) : '',
        customer: row.customer_id === null ? null : { id: row.customer_id, name: row.customer_name ?? '' },
        sender: { name: row.contact_name ?? '', email: row.contact_email ?? '' },
        submittedAt: (row.submitted_at ?? row.updated_at).toISOString(),
        isSeen: row.seen_at !== null,
        reason: asText(decision['reason']),
        obstacle: obstacleIn(row.decision),
        rejected: rejectedIn(row.decision),
        reasons: asList(decision['reasons']) as unknown as readonly CodedReason[],
        issues,
        // To take what a rule has put before staff needs a reason.
        needsReason: row.state === 'waiting' && row.intent === 'change' && referrals(issues).length > 0,
        trace: asList(row.trace) as unknown as readonly TraceStep[],
      },
      order: { ...order, label: orderLabel(order) },
      version: page.version,
      proposals: page.proposals,
      conflicts: page.conflicts,
      obstacle: page.obstacle,
      now: why.now.trace,
      fields: page.fields,
      parts: page.parts,
    };
  });

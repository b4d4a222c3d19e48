import { redirect } from '@sveltejs/kit';
import { referrals, type Issue, type KindPart, type TraceStep } from '@docket/sdk';
import { orderLabel } from '@docket/sdk/order-label';
import { asGroup, asList, asText } from '#lib/json.ts';
import { stopsIt, type CodedReason } from '#lib/requests.ts';
import { viewEntry } from '#lib/server/entries.ts';
import { shownFile } from '#lib/server/files.ts';
import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** A request as it was sent, with who sent it and why it waits. Looking at it changes nothing. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { request: row, files, lines, prefilled, parts, changes } = await staff.requests.get({ id: event.params.id });
    if (row.intent !== 'create') redirect(303, addressOf(`/changes/${row.id}`));
    const decision = asGroup(row.decision);
    // Stored by the core in the shapes of its own and of the SDK.
    const issues = asList(row.issues) as unknown as readonly Issue[];
    // What a machine may have sent is drawn as text alone: no plugin's view of it, and no picture.
    const isInert = row.state === 'quarantined' || decision['decision'] === 'discard';
    return {
      request: {
        id: row.id,
        kind: row.kind,
        state: row.state,
        door: row.door,
        title: asText(asGroup(row.content)['title']),
        content: row.content,
        submitted: row.submitted,
        version: row.content_version,
        orderNumber: row.order_number,
        orderLabel:
          row.order_number === null ? '' : orderLabel({ prefix: row.order_prefix ?? '', number: row.order_number }),
        customer: row.customer_id === null ? null : { id: row.customer_id, name: row.customer_name ?? '' },
        sender: {
          name: row.contact_name ?? row.identity.name ?? '',
          email: row.contact_email ?? row.identity.email ?? '',
          company: row.identity.company ?? '',
        },
        isKnown: row.contact_id !== null,
        submittedAt: (row.submitted_at ?? row.updated_at).toISOString(),
        isSeen: row.seen_at !== null,
        reason: asText(decision['reason']),
        reasons: asList(decision['reasons']) as unknown as readonly CodedReason[],
        issues,
        // To take in what a rule has put before staff needs a reason.
        needsReason: row.state === 'waiting' && referrals(issues).length > 0,
        trace: asList(row.trace) as unknown as readonly TraceStep[],
      },
      files: files.map(shownFile),
      isInert,
      lines: isInert ? lines : [],
      prefilled,
      changes: isInert ? [] : changes,
      correctAt: row.state === 'waiting' ? partToCorrect(parts, issues) : null,
      isChecked: event.url.searchParams.has('checked'),
      viewEntries: isInert ? [] : viewEntry(row.kind),
    };
  });

/** The part whose form is opened to correct it: the one that something was found in, else the first; null where there is none. */
function partToCorrect(parts: readonly KindPart[], issues: readonly Issue[]): string | null {
  const found = issues
    .filter(stopsIt)
    .flatMap(({ path }) => parts.filter(({ keys }) => keys.includes(path.split('.')[0])));
  return (found[0] ?? parts[0])?.id ?? null;
}

export const actions: Actions = {
  seen: async ({ params: { id } }) => {
    try {
      await readScope().staff.requests.seen({ id });
    } catch (thrown) {
      return refused(thrown);
    }
    return { seen: true };
  },

  release: async ({ request, params: { id } }) => {
    const posted = await request.formData();
    const override = textOf(posted, 'override');
    const version = Number(posted.get('version')) || undefined;
    let number: number | null;
    try {
      ({ number } = await readScope().staff.requests.release({ id, version, ...(override !== '' && { override }) }));
    } catch (thrown) {
      return refused(thrown, { override });
    }
    redirect(303, addressOf(number === null ? `/requests/${id}` : `/orders/${number}`));
  },

  discard: async ({ params: { id } }) => {
    try {
      await readScope().staff.requests.discard({ ids: [id] });
    } catch (thrown) {
      return refused(thrown);
    }
    return { discarded: true };
  },

  restore: async ({ params: { id } }) => {
    try {
      await readScope().staff.requests.restore({ ids: [id] });
    } catch (thrown) {
      return refused(thrown);
    }
    return { restored: true };
  },

  decline: async ({ request, params: { id } }) => {
    const reason = textOf(await request.formData(), 'reason');
    try {
      await readScope().staff.requests.decline({ id, reason });
    } catch (thrown) {
      return refused(thrown, { reason });
    }
    redirect(303, addressOf('/requests'));
  },
};

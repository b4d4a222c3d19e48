import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { linksOf } from '#lib/links.ts';
import { textOf } from '#lib/server/form-text.ts';
import { withProof } from '#lib/server/proof.ts';
import { answeredToOwner, failed } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import type { PageServerLoad } from './$types';

const isId = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;

/** A question that waits, and the colleagues who could answer it. */
export const load: PageServerLoad = ({ params: { id: approval }, url }) => {
  if (!isId.test(approval)) error(404, 'There is nothing here.', { code: 'not-found' });
  return answeredToOwner(shopScope().portal.approvals.forwarding({ approval }), url);
};

/** Whoever found an open browser must not let others in: for somebody new this needs a proof of today. */
export const actions = withProof({
  async colleague(event: RequestEvent) {
    const form = await event.request.formData();
    const typed = { does: 'colleague', contact: textOf(form, 'contact'), note: textOf(form, 'note') } as const;
    return forward(event, typed, { contact: typed.contact });
  },

  async newcomer(event: RequestEvent) {
    const form = await event.request.formData();
    const [name, email, note] = [textOf(form, 'name'), textOf(form, 'email'), textOf(form, 'newcomer.note')];
    return forward(event, { does: 'newcomer', name, email, note }, { name, email });
  },
});

type To = { readonly contact: string } | { readonly name: string; readonly email: string };
interface Typed {
  readonly does: 'colleague' | 'newcomer';
  readonly contact?: string;
  readonly name?: string;
  readonly email?: string;
  readonly note: string;
}

/** The order's page says afterwards that it is done: that page shows what was asked, and its history to whom. */
async function forward({ params: { id: approval = '' } }: RequestEvent, typed: Typed, to: To) {
  const { portal, base } = shopScope();
  let number: number;
  try {
    ({ number } = await portal.approvals.forward({ approval, to, note: typed.note }));
  } catch (cause) {
    return failed(cause, { typed });
  }
  redirect(303, `${linksOf(base).order(number)}?done=approvals.forward`);
}

import { redirect } from '@sveltejs/kit';
import { entryName } from '@docket/sdk';
import type { Issue, Obstacle } from '@docket/sdk';
import { refusalOf } from '@docket/sdk/client';
import { titleOf } from '#lib/draft/title.ts';
import { linksOf } from '#lib/links.ts';
import { changeOf, forCustomer, openDraft } from '#lib/server/drafts.ts';
import { draw } from '#lib/server/entries.ts';
import { textOf } from '#lib/server/form-text.ts';
import { answered, failed } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import { shownFiles } from '#lib/shown-files.ts';
import type { Actions, PageServerLoad } from './$types';

/** All that was typed, once more, before it is sent. */
export const load: PageServerLoad = async ({ params, url, parent }) => {
  const { base, shop, portal } = shopScope();
  const { me } = await parent();
  const draft = await openDraft(params.id, url);
  // Only strangers are ever asked to work.
  const change = await changeOf(draft);
  const { puzzle } = me.signedIn ? { puzzle: null } : await answered(portal.requests.puzzle({ id: params.id }));
  return {
    draft: { id: draft.id, kind: draft.title, parts: draft.parts, fields: draft.fields },
    change,
    name: titleOf(draft.content),
    content: draft.content,
    offers: draft.offers,
    issues: forCustomer(draft.issues),
    files: shownFiles(linksOf(base), draft.files),
    puzzle,
    units: shop.units,
    sender: me.signedIn ? { name: me.name, email: me.email } : draft.identity,
    entries: draw([entryName(draft.plugin, { type: 'view', kind: draft.kind, component: '' })]),
  };
};

export const actions: Actions = {
  /** Sends the order. The draft's id makes it once: a second press gets the same answer. */
  async send({ params, request }) {
    const { portal, base } = shopScope();
    const typed = await request.formData();
    const work = textOf(typed, 'work');
    let number: number | null;
    try {
      ({ number } = await portal.requests.submit({ id: params.id, ...(work && { work }) }));
    } catch (cause) {
      return failed(cause, {
        obstacle: obstacleIn(refusalOf(cause).details),
        issues: forCustomer(issuesIn(refusalOf(cause).details)),
      });
    }
    // A change leads back to its order; what becomes an order is told that it arrived.
    if (typed.has('change') && number !== null) redirect(303, `${linksOf(base).order(number)}?told=sent`);
    redirect(303, `${linksOf(base).sent(params.id)}?now=1`);
  },
};

/** What stood in the way of a change. */
const obstacleIn = (details: unknown): Obstacle | null =>
  ((details ?? {}) as { readonly obstacle?: Obstacle }).obstacle ?? null;

/** What a refused order says is wrong, rules of the shop's plugins included. */
const issuesIn = (details: unknown): readonly Issue[] =>
  ((details ?? {}) as { readonly issues?: readonly Issue[] }).issues ?? [];

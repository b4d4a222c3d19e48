import { redirect } from '@sveltejs/kit';
import type { Draft, DraftedChange } from '#lib/core.ts';
import { linksOf } from '#lib/links.ts';
import { answered, answeredToOwner } from './refusals.ts';
import { shopScope } from './scope.ts';

/** The draft whose page this is; one that was sent already leads to what became of it. */
export async function openDraft(id: string, url: URL): Promise<Draft> {
  const { portal, base } = shopScope();
  const draft = await answeredToOwner(portal.requests.open({ id }), url);
  if (draft.state !== 'draft') redirect(303, linksOf(base).sent(id));
  return draft;
}

/** What a draft would change of an order; null for one that is to become an order. Only the former are asked about. */
export const changeOf = async ({ id, order }: Pick<Draft, 'id' | 'order'>): Promise<DraftedChange | null> =>
  order === null ? null : answered(shopScope().portal.changes.draft({ id }));

/** What customers may read of what was found; the rest is for the shop. */
export const forCustomer = (issues: Draft['issues']): Draft['issues'] =>
  issues.filter(({ audience }) => audience === 'customer');

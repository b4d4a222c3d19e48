import { error } from '@sveltejs/kit';
import { entryName } from '@docket/sdk';
import { postedOf } from '#lib/draft/posted.ts';
import { issuesOf, partAfter } from '#lib/draft/parts.ts';
import { linksOf } from '#lib/links.ts';
import { changeOf, forCustomer, openDraft } from '#lib/server/drafts.ts';
import { draw } from '#lib/server/entries.ts';
import { answered } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import { reusableFiles, shownFiles } from '#lib/shown-files.ts';
import { dayAt } from '#lib/day.ts';
import type { PageServerLoad } from './$types';

/** One part of a draft's form, on a page of its own. */
export const load: PageServerLoad = async ({ params, url, parent }) => {
  const { portal, base, shop } = shopScope();
  const { me } = await parent();
  const [draft, addresses] = await Promise.all([
    openDraft(params.id, url),
    me.signedIn ? answered(portal.customers.addresses({})) : [],
  ]);
  const part = draft.parts.find(({ id }) => id === params.part);
  if (!part) error(404, 'There is nothing here.', { code: 'not-found' });
  const [change, earlier] = await Promise.all([
    changeOf(draft),
    part.reuses && me.signedIn ? answered(portal.files.earlier({ kind: draft.kind })) : [],
  ]);
  const issues = issuesOf(draft.parts, forCustomer(draft.issues), part.id);
  return {
    draft: { id: draft.id, kind: draft.title, fields: draft.fields },
    order: change?.order ?? null,
    part,
    path: url.pathname,
    next: partAfter(draft.parts, part.id) ?? null,
    version: draft.versions[part.id] ?? 0,
    content: draft.content,
    prefilled: draft.prefilled,
    settings: draft.settings,
    offers: draft.offers,
    aside: draft.aside,
    // Nobody is told what is missing before there was time to fill it in.
    issues: url.searchParams.has('check') ? issues : [],
    files: shownFiles(linksOf(base), draft.files),
    earlier: reusableFiles(linksOf(base), earlier),
    addresses,
    today: dayAt(new Date(), shop.timeZone),
    units: shop.units,
    door: me.signedIn ? ('portal' as const) : ('public' as const),
    posted: postedOf(url.searchParams),
    entries: draw([entryName(draft.plugin, { type: 'form', kind: draft.kind, part: part.id, component: '' })]),
  };
};

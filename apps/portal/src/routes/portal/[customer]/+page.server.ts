import { error, fail, redirect } from '@sveltejs/kit';
import type { PortalCaller } from '#lib/core.ts';
import { drawSlot } from '#lib/server/entries.ts';
import { homeOf } from '#lib/server/home.ts';
import { linksOf } from '#lib/links.ts';
import type { Told } from '#lib/page/refusal-words.ts';
import { answered, failed, toldOf } from '#lib/server/refusals.ts';
import { textOf } from '#lib/server/form-text.ts';
import { shopScope } from '#lib/server/scope.ts';
import { signInActions } from '#lib/server/sign-in.ts';
import { withdraw } from '#lib/server/withdraw.ts';
import type { Actions, PageServerLoad } from './$types';

/**
 * A customer's permanent link. Who has not signed in sees the same for every name in it, so that it tells nothing of
 * who is a customer here.
 */
export const load: PageServerLoad = async ({ params, url, parent, cookies }) => {
  const { portal, shop } = shopScope();
  const { me } = await parent();
  const { slug, isLong } = linkOf(params.customer);
  const isOwn = me.signedIn && me.customer.slug === slug;
  const seesStatuses = !me.signedIn && me.matched?.customer.slug === slug;
  if (!isOwn && !seesStatuses) await explainReplaced(slug, url);
  return {
    home: isOwn ? await homeOf(portal, me, url) : null,
    blocks: isOwn ? drawSlot('portal.home') : [],
    offersPasskey: isOwn && me.isOfferedPasskey && cookies.get(declined) === undefined,
    statuses: seesStatuses ? await statusesOf(portal, url) : null,
    // The same for every link of this form, known or not.
    isLong: isLong && shop.emailMatch,
  };
};

/** A customer's name in a link; a long link has an end that nobody guesses. */
function linkOf(step: string): { readonly slug: string; readonly isLong: boolean } {
  const [, slug] = /^(.*)\.[0-9a-f]{32}$/.exec(step) ?? [];
  return { slug: slug ?? step, isLong: slug !== undefined };
}

async function statusesOf(portal: PortalCaller, url: URL) {
  const before = beforeIn(url);
  const [kinds, page] = await answered(
    Promise.all([portal.requests.kinds({}), portal.orders.statuses(before > 0 ? { before } : {})]),
  );
  return { ...page, kinds, isFirstPage: before === 0 };
}

/** The number of the order after which a page begins; 0 for the first. */
function beforeIn(url: URL): number {
  const before = Number(url.searchParams.get('before'));
  return Number.isInteger(before) && before > 0 ? before : 0;
}

/** Remembers that nobody wants a passkey in this browser. */
const declined = 'docket-no-passkey';
const year = 365 * 24 * 3600;

/** A link that was replaced leads the customer's own people on; all others are told to ask the shop. */
async function explainReplaced(slug: string, { search }: URL): Promise<void> {
  const { portal, base, shop } = shopScope();
  const { replaced, by } = await answered(portal.customers.link({ slug }));
  if (by !== null) redirect(303, linksOf(base).home(by) + search);
  if (replaced) error(410, 'This link was replaced.', { code: 'link.replaced', params: { shop: shop.name } });
}

/** Signing in by code, said to be the only way for now. */
const onlyCode = (email: string, refusal: Told) => ({ step: 'email' as const, email, refusal });

export const actions: Actions = {
  ...signInActions,

  declinePasskey({ cookies, params, url }) {
    const { base } = shopScope();
    const [path, secure] = [base || '/', url.protocol === 'https:'];
    cookies.set(declined, 'yes', { path, secure, httpOnly: true, sameSite: 'lax', maxAge: year });
    redirect(303, linksOf(base).home(params.customer));
  },

  /** An address alone, where the shop has chosen that; too many tries leave the code. */
  async match({ request, params }) {
    const { portal, base } = shopScope();
    const email = textOf(await request.formData(), 'email');
    let customerSlug: string;
    try {
      ({ customerSlug } = await portal.access.match({ email, link: params.customer }));
    } catch (cause) {
      const refusal = toldOf(cause);
      return fail(
        refusal.status,
        refusal.code === 'limit.reached' ? onlyCode(email, refusal) : { match: { email, refusal } },
      );
    }
    redirect(303, linksOf(base).home(customerSlug));
  },

  withdraw: ({ request, params }) => withdraw(request, linksOf(shopScope().base).home(params.customer)),

  async begin({ request }) {
    const { portal, base } = shopScope();
    const kind = textOf(await request.formData(), 'kind');
    let id: string;
    try {
      ({ id } = await portal.requests.begin({ kind }));
    } catch (cause) {
      return failed(cause, {});
    }
    redirect(303, linksOf(base).draft(id));
  },
};

import { error, redirect } from '@sveltejs/kit';
import type { PortalCaller, SignedIn } from '#lib/core.ts';
import { drawSlot } from '#lib/server/entries.ts';
import { linksOf } from '#lib/links.ts';
import { answered, failed } from '#lib/server/refusals.ts';
import { textOf } from '#lib/server/form-text.ts';
import { shopScope } from '#lib/server/scope.ts';
import { signInActions } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

/**
 * A customer's permanent link. Who has not signed in sees the same for every name in it, so that it tells nothing of
 * who is a customer here.
 */
export const load: PageServerLoad = async ({ params, url, parent, cookies }) => {
  const { portal } = shopScope();
  const { me } = await parent();
  const isOwn = me.signedIn && me.customer.slug === params.customer;
  if (!isOwn) await explainReplaced(params.customer, url);
  return {
    home: isOwn ? await homeOf(portal, me, url) : null,
    blocks: isOwn ? drawSlot('portal.home') : [],
    offersPasskey: isOwn && me.isOfferedPasskey && cookies.get(declined) === undefined,
  };
};

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

async function homeOf(portal: PortalCaller, me: SignedIn, url: URL) {
  const before = Number(url.searchParams.get('before'));
  const mayOrder = me.rights.includes('order');
  const [kinds, orders, drafts] = await answered(
    Promise.all([
      portal.requests.kinds({}),
      portal.orders.list(Number.isInteger(before) && before > 0 ? { before } : {}),
      mayOrder ? portal.requests.drafts({}) : [],
    ]),
  );
  return { kinds, orders, drafts, mayOrder, isFirstPage: before === 0 };
}

export const actions: Actions = {
  ...signInActions,

  declinePasskey({ cookies, params, url }) {
    const { base } = shopScope();
    const [path, secure] = [base || '/', url.protocol === 'https:'];
    cookies.set(declined, 'yes', { path, secure, httpOnly: true, sameSite: 'lax', maxAge: year });
    redirect(303, linksOf(base).home(params.customer));
  },

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

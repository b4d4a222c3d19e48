import { redirect, type Actions, type RequestEvent } from '@sveltejs/kit';
import { refusalOf } from '@docket/sdk/client';
import type { PortalCaller } from '#lib/core.ts';
import { linksOf, ownPath } from '#lib/links.ts';
import type { SignInState } from '#lib/sign-in/sign-in-state.ts';
import { textOf } from './form-text.ts';
import { failed } from './refusals.ts';
import { signedIn } from './passkeys.ts';
import { shopScope } from './scope.ts';

/** Asks for a code by mail. The answer is the same whether the shop knows the address or not. */
async function start({ request }: RequestEvent) {
  const email = textOf(await request.formData(), 'email');
  try {
    await shopScope().portal.access.start({ email });
  } catch (cause) {
    return failed(cause, { step: 'email', email } as const);
  }
  return { step: 'code', email, refusal: null } satisfies SignInState;
}

/** Takes the code and leads on: to where somebody wanted to go, or home. */
async function verify({ request, url, params }: RequestEvent) {
  const form = await request.formData();
  const [email, code] = [textOf(form, 'email'), textOf(form, 'code')];
  const { portal, base } = shopScope();
  let verified: Verified;
  try {
    verified = await verifyFor(portal, code, textOf(form, 'customer') || undefined, params['customer']);
  } catch (cause) {
    return failed(cause, { step: 'code', email } as const);
  }
  if ('choose' in verified) {
    return { step: 'customer', email, code, choices: verified.choose, refusal: null } satisfies SignInState;
  }
  redirect(303, ownPath(url.searchParams.get('to'), base) ?? linksOf(base).home(verified.customerSlug));
}

/** Takes the secret of the link that came with a code, and leads on as the code does. */
async function follow({ request, url }: RequestEvent) {
  const form = await request.formData();
  const [link, customer] = [textOf(form, 'link'), textOf(form, 'customer')];
  const { portal, base } = shopScope();
  let followed: Verified;
  try {
    followed = await portal.access.follow({ link, ...(customer && { customer }) });
  } catch (cause) {
    return failed(cause, { step: 'code', email: '' } as const);
  }
  if ('choose' in followed) {
    return { step: 'customer', email: '', link, choices: followed.choose, refusal: null } satisfies SignInState;
  }
  redirect(303, ownPath(url.searchParams.get('to'), base) ?? linksOf(base).home(followed.customerSlug));
}

/** Takes what a passkey signed, and leads on as the code does. */
async function passkey({ request, url }: RequestEvent) {
  const { portal, base } = shopScope();
  let slug: string;
  try {
    ({ customerSlug: slug } = await portal.passkeys.signIn(signedIn(await request.formData())));
  } catch (cause) {
    return failed(cause, { step: 'email', email: '', byPasskey: true } as const);
  }
  redirect(303, ownPath(url.searchParams.get('to'), base) ?? linksOf(base).home(slug));
}

/** Who was signed out already, in another window or by somebody else, is led to the entrance as well. */
async function signOut() {
  const { portal, base } = shopScope();
  try {
    await portal.access.signOut({});
  } catch (cause) {
    if (refusalOf(cause).code !== 'sign-in.needed') throw cause;
  }
  redirect(303, linksOf(base).entrance());
}

/** Signing in and out, for each page that offers it. */
export const signInActions = { start, verify, follow, passkey, signOut } satisfies Actions;

type Verified = Awaited<ReturnType<PortalCaller['access']['verify']>>;

/** An address may belong to several customers: the one whose page this is needs no choice. */
async function verifyFor(
  { access }: PortalCaller,
  code: string,
  chosen: string | undefined,
  here: string | undefined,
): Promise<Verified> {
  const verified = await access.verify({ code, ...(chosen !== undefined && { customer: chosen }) });
  const isHere = 'choose' in verified && verified.choose.some(({ customerSlug }) => customerSlug === here);
  return isHere && here !== undefined ? access.verify({ code, customer: here }) : verified;
}

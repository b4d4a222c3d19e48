import type { AppScope, PortalCaller } from '@docket/core/api';

export type { AppScope, PortalCaller, PortalInputs, PortalOutputs, ShopFace } from '@docket/core/api';

/** A way into a demo shop. */
export type Hint = AppScope['hints'][number];

type Answer<Call extends (...input: never[]) => Promise<unknown>> = Awaited<ReturnType<Call>>;

/** Who looks at the page. */
export type Me = Answer<PortalCaller['access']['me']>;
/** Somebody who has signed in. */
export type SignedIn = Extract<Me, { signedIn: true }>;
/** Somebody who came in by an e-mail address alone: sees where the customer's orders stand. */
export type Matched = NonNullable<Extract<Me, { signedIn: false }>['matched']>;
/** A browser that is signed in. */
export type Session = Answer<PortalCaller['access']['sessions']>[number];
/** A passkey of who is signed in. */
export type Passkey = Answer<PortalCaller['passkeys']['list']>[number];
/** A kind of order that the shop takes. */
export type OfferedKind = Answer<PortalCaller['requests']['kinds']>[number];
/** A draft with everything its form needs. */
export type Draft = Answer<PortalCaller['requests']['open']>;
/** A draft in the list of those to continue. */
export type DraftRow = Answer<PortalCaller['requests']['drafts']>[number];
/** A line of the list of orders. */
export type OrderRow = Answer<PortalCaller['orders']['list']>['rows'][number];
/** An order as its customer may see it. */
export type OrderPage = Answer<PortalCaller['orders']['get']>;
/** A plugin's public settings. */
export type Settings = AppScope['settings'][string];

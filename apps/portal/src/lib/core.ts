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
/** What may be done with an order, and what was asked of it. */
export type WishesPage = Answer<PortalCaller['changes']['ofOrder']>;
/** A change or cancellation that was asked for. */
export type ShownWish = WishesPage['wishes'][number];
/** What a draft of a change would do to its order. */
export type DraftedChange = Answer<PortalCaller['changes']['draft']>;
/** Something that waits for the shop, or came to nothing, in the list of orders. */
export type OwnLine = Answer<PortalCaller['requests']['own']>['rows'][number];
/** A plugin's public settings. */
export type Settings = AppScope['settings'][string];
/** Something that the shop asks, as it is shown. */
export type ShownQuestion = Answer<PortalCaller['approvals']['open']>['rows'][number];
/** A question to forward, and whom to. */
export type Forwarding = Answer<PortalCaller['approvals']['forwarding']>;
/** What became of answers that were sent together. */
export type Decisions = Answer<PortalCaller['approvals']['decide']>;

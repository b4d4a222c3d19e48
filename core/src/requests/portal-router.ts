import * as z from 'zod';
import { hashToken, newToken } from '../access/access.ts';
import type { Edge } from '../edge.ts';
import { JsonInput } from '../json-input.ts';
import type { Call } from '../kernel/statement.ts';
import { procedure, router } from '../procedures.ts';
import { beginPreload, type Drafts } from './drafts.ts';
import { cancelledStatuses, ownPage, ownPageSize } from './own-list.ts';
import { submitPreload, type Requests } from './requests.ts';
import { filesOfRequest, requestById } from './store.ts';
import { countsOfSession, endedOfSession, openOfSession, type OwnRow } from './store-own.ts';
import { possibleLimits, submitLimits } from './submit-limits.ts';

const anybody = { door: 'open' } as const;
const ById = z.strictObject({ id: z.uuid() });
const Introduction = z.strictObject({
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254),
  company: z.string().trim().max(160).default(''),
  trap: z.string().max(200).default(''),
});

/** Ninety days: as long as an anonymous draft may be continued from the same browser. */
const draftCookieSeconds = 90 * 24 * 3600;

/** The browser's proof that anonymous drafts are its own. */
const ownerOf = (edge: Edge): Buffer | null => {
  const token = edge.cookies.get('draft');
  return token === undefined ? null : hashToken(token);
};

const OwnList = z.strictObject({
  /** What the shop still has to look at, or what came to nothing. */
  of: z.enum(['waiting', 'cancelled']),
  before: z.uuid().nullish(),
});

function ownList({ of, before }: z.output<typeof OwnList>, { cookies, shop }: Edge): Call {
  const token = hashToken(cookies.get('portal') ?? '');
  const page = { token, before: before ?? null, limit: ownPageSize + 1 };
  return of === 'waiting' ? openOfSession(page) : endedOfSession({ ...page, statuses: cancelledStatuses(shop) });
}

/** Kind and content come along where no draft was begun. */
const isFresh = ({ kind, content }: { readonly kind?: unknown; readonly content?: unknown }): boolean =>
  kind !== undefined && content !== undefined;

/** Both doors: a signed-in contact's drafts are the contact's, anybody else's are the browser's. */
export const requestsPortalRouter = ({ requests, drafts }: { readonly requests: Requests; readonly drafts: Drafts }) =>
  router({
    begin: procedure(
      anybody,
      z.strictObject({ kind: z.string().max(60), introduction: Introduction.nullish() }),
      ({ kind }, { shop, cookies }) => beginPreload(shop, kind, cookies.get('portal')),
    ).mutation(async ({ ctx: { call, edge, rows }, input }) => {
      if (call.actor.type === 'contact') return { id: await drafts.begin(call, rows, input.kind, null, null) };
      const token = edge.cookies.get('draft') ?? newToken();
      const id = await drafts.begin(call, rows, input.kind, input.introduction ?? null, hashToken(token));
      // Only who has a draft now gets the cookie that it belongs to.
      edge.cookies.set('draft', token, draftCookieSeconds);
      return { id };
    }),
    open: procedure(anybody, ById, ({ id }) => [requestById({ id }), filesOfRequest({ id })]).query(({ ctx }) =>
      drafts.open(ctx.call, ownerOf(ctx.edge), ctx.rows),
    ),
    save: procedure(
      anybody,
      z.strictObject({
        id: z.uuid(),
        part: z.string().max(60),
        base: z.int().min(0),
        form: JsonInput,
        keepMine: z.boolean().default(false),
      }),
      ({ id }) => [requestById({ id })],
    ).mutation(({ ctx, input }) => drafts.save(ctx.call, ownerOf(ctx.edge), ctx.rows, input)),
    discard: procedure(anybody, ById, ({ id }) => [requestById({ id })]).mutation(({ ctx }) =>
      drafts.discard(ctx.call, ownerOf(ctx.edge), ctx.rows),
    ),
    submit: procedure(
      anybody,
      z.strictObject({
        id: z.uuid(),
        kind: z.string().max(60).optional(),
        content: JsonInput.optional(),
        work: z.string().max(200).optional(),
      }),
      (input, edge) => submitPreload(isFresh(input) ? undefined : input.id, possibleLimits(edge), edge.now),
    ).mutation(({ ctx: { call, edge, rows }, input }) =>
      requests.submit(call, ownerOf(edge), requests.reads(rows), input, submitLimits(call, edge)),
    ),
    puzzle: procedure(anybody, ById, ({ id }, edge) => submitPreload(id, possibleLimits(edge), edge.now)).query(
      ({ ctx: { call, edge, rows } }) => ({
        puzzle: requests.puzzle(call, ownerOf(edge), requests.reads(rows), submitLimits(call, edge)),
      }),
    ),
    kinds: procedure({ ...anybody, matched: true }, z.strictObject({})).query(({ ctx: { call } }) =>
      [...call.shop.kinds.values()].map(({ kind, plugin }) => ({ id: kind.id, title: kind.title, plugin })),
    ),
    own: procedure({ door: 'portal' }, OwnList, (input, edge) => [ownList(input, edge)]).query(({ ctx }) =>
      ownPage(ctx.call, ctx.rows[0] as OwnRow[]),
    ),
    counts: procedure({ door: 'portal' }, z.strictObject({}), (_, { cookies, shop }) => [
      countsOfSession({ token: hashToken(cookies.get('portal') ?? ''), statuses: cancelledStatuses(shop) }),
    ]).query(({ ctx }) => (ctx.rows[0] as { readonly waiting: number; readonly cancelled: number }[])[0]!),
    drafts: procedure({ door: 'portal', right: 'order' }, z.strictObject({})).query(({ ctx: { call } }) =>
      drafts.ofContact(call),
    ),
  });

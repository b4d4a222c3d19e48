import * as z from 'zod';
import { hashToken, newToken } from '../access/access.ts';
import type { Edge } from '../edge.ts';
import { JsonInput } from '../json-input.ts';
import { procedure, router } from '../procedures.ts';
import { beginPreload, type Drafts } from './drafts.ts';
import { submitPreload, type Requests } from './requests.ts';
import { filesOfRequest, requestById } from './store.ts';
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
    drafts: procedure({ door: 'portal', right: 'order' }, z.strictObject({})).query(({ ctx: { call } }) =>
      drafts.ofContact(call),
    ),
  });

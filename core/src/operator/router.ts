import * as z from 'zod';
import { EmailInput } from '../access/access.ts';
import { shopLimits } from '../tenants/tenants.ts';
import { HostInput, LookReasonInput, NewShopInput, ReasonInput, SlugInput } from './inputs.ts';
import { halfwayProcedure, openProcedure, operatorProcedure, operatorRouters } from './procedures.ts';

const Nothing = z.strictObject({});
const OfShop = z.strictObject({ slug: SlugInput });
const Password = z.string().max(200);
const Plugin = z.string().min(1).max(60);
const Ceilings = z.partialRecord(z.enum(shopLimits), z.int().min(1).max(100_000_000));

/** What operators may call, at `/trpc/operator`. None of it answers anything of a shop's customers; a look opens the shop's own door. */
export const operatorRouter = () =>
  operatorRouters({
    access: operatorRouters({
      signIn: openProcedure(z.strictObject({ email: EmailInput, password: Password })).mutation(({ ctx, input }) =>
        ctx.operators.access.signIn(ctx.visitor, input.email, input.password),
      ),
      setPassword: openProcedure(z.strictObject({ token: z.string().max(200), password: Password })).mutation(
        ({ ctx, input }) => ctx.operators.access.setPassword(ctx.visitor, input.token, input.password),
      ),
      me: halfwayProcedure(Nothing).query(({ ctx }) => ctx.operator),
      confirm: halfwayProcedure(z.strictObject({ code: z.string().max(60) })).mutation(({ ctx, input }) =>
        ctx.operators.factor.confirm(ctx.visitor, input.code),
      ),
      offerFactor: halfwayProcedure(z.strictObject({ current: Password })).mutation(({ ctx, input }) =>
        ctx.operators.factor.offer(ctx.visitor, input.current),
      ),
      enableFactor: halfwayProcedure(
        z.strictObject({ sealed: z.string().max(400), code: z.string().max(40) }),
      ).mutation(({ ctx, input }) => ctx.operators.factor.enable(ctx.visitor, input)),
      signOut: halfwayProcedure(Nothing).mutation(async ({ ctx }) => {
        await ctx.operators.looking.end(ctx.visitor);
        await ctx.operators.access.signOut(ctx.visitor);
      }),
    }),
    shops: operatorRouters({
      list: operatorProcedure(
        z.strictObject({
          search: z.string().max(100).optional(),
          state: z.enum(['active', 'suspended']).optional(),
          after: SlugInput.optional(),
        }),
      ).query(({ ctx, input }) => ctx.operators.shops.list(input)),
      get: operatorProcedure(OfShop).query(({ ctx, input }) => ctx.operators.shops.get(input.slug)),
      create: operatorProcedure(NewShopInput).mutation(({ ctx, input }) => ctx.operators.shops.create(ctx.by, input)),
      look: operatorProcedure(z.strictObject({ slug: SlugInput, reason: LookReasonInput })).mutation(({ ctx, input }) =>
        ctx.operators.looking.open(ctx.visitor, input.slug, input.reason),
      ),
      suspend: operatorProcedure(z.strictObject({ slug: SlugInput, reason: ReasonInput })).mutation(({ ctx, input }) =>
        ctx.operators.shops.suspend(ctx.by, input.slug, input.reason),
      ),
      resume: operatorProcedure(OfShop).mutation(({ ctx, input }) => ctx.operators.shops.resume(ctx.by, input.slug)),
      provision: operatorProcedure(
        z.strictObject({ slug: SlugInput, plugins: z.array(Plugin).max(500).nullable() }),
      ).mutation(({ ctx, input }) => ctx.operators.shops.provision(ctx.by, input.slug, input.plugins)),
      limit: operatorProcedure(z.strictObject({ slug: SlugInput, ceilings: Ceilings })).mutation(({ ctx, input }) =>
        ctx.operators.shops.limit(ctx.by, input.slug, input.ceilings as Record<string, number>),
      ),
      addHost: operatorProcedure(z.strictObject({ slug: SlugInput, host: HostInput })).mutation(({ ctx, input }) =>
        ctx.operators.shops.addHost(ctx.by, input.slug, input.host),
      ),
      removeHost: operatorProcedure(z.strictObject({ slug: SlugInput, host: HostInput })).mutation(({ ctx, input }) =>
        ctx.operators.shops.removeHost(ctx.by, input.slug, input.host),
      ),
    }),
    health: operatorRouters({
      plugins: operatorProcedure(Nothing).query(({ ctx }) => ctx.operators.health.plugins()),
      replay: operatorProcedure(z.strictObject({ plugin: Plugin, slug: SlugInput.nullable() })).mutation(
        async ({ ctx, input }) => ({ count: await ctx.operators.health.replay(ctx.by, input.plugin, input.slug) }),
      ),
    }),
  });

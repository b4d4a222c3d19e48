import * as z from 'zod';
import { JsonInput } from '../json-input.ts';
import { procedure, router } from '../procedures.ts';
import { hostsPreload, type ShopHosts } from './hosts.ts';
import { InfoInput } from './info-input.ts';
import { customerSettingsPreload, serviceSettingsPreload, type NarrowSettingsModule } from './narrow-settings.ts';
import { formsPreload, type Forms } from './forms.ts';
import type { Plugins } from './plugins.ts';
import { firstStepsPreload, infoPreload, largestLogo, type ShopInfo } from './shop-info.ts';

const manager = { door: 'staff', permission: 'plugins.manage' } as const;
const Plugin = z.string().min(1).max(60);

/** The shop's plugins: switch and settings. */
export const pluginsStaffRouter = (plugins: Plugins) =>
  router({
    list: procedure(manager, z.strictObject({})).query(({ ctx: { call } }) => plugins.list(call)),
    switch: procedure(manager, z.strictObject({ plugin: Plugin, active: z.boolean() })).mutation(
      ({ ctx: { call }, input }) => plugins.switch(call, input.plugin, input.active),
    ),
    settings: procedure(manager, z.strictObject({ plugin: Plugin })).query(({ ctx: { call }, input }) =>
      plugins.settings(call, input.plugin),
    ),
    saveSettings: procedure(
      manager,
      z.strictObject({ plugin: Plugin, values: z.record(z.string().max(80), JsonInput) }),
    ).mutation(({ ctx: { call }, input }) => plugins.saveSettings(call, input.plugin, input.values)),
  });

const FormKind = z.strictObject({ kind: z.string().min(1).max(60) });
const Layout = z.record(z.string().min(1).max(200), z.enum(['shown', 'aside']));

/** Where the optional fields of the shop's forms stand. */
export const formsStaffRouter = (forms: Forms) =>
  router({
    list: procedure(manager, z.strictObject({})).query(({ ctx: { call } }) => forms.list(call)),
    get: procedure(manager, FormKind).query(({ ctx: { call }, input }) => forms.get(call, input.kind)),
    save: procedure(manager, FormKind.extend({ layout: Layout }), (_, edge) =>
      formsPreload(edge.shop.tenant.id),
    ).mutation(({ ctx, input }) => forms.save(ctx.call, ctx.rows, input)),
  });

const Service = z.strictObject({ id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/) });
const Customer = z.strictObject({ id: z.uuid() });
const Change = { plugin: Plugin, values: z.record(z.string().max(80), JsonInput) };

/** Settings of the shop's services and customers. Each has a gate of its own, for each is somebody else's work. */
export const narrowSettingsStaffRouter = (narrow: NarrowSettingsModule) =>
  router({
    services: procedure(manager, z.strictObject({})).query(({ ctx: { call } }) => narrow.services(call)),
    ofService: procedure(manager, Service, ({ id }, edge) => serviceSettingsPreload(edge.shop.tenant.id, id)).query(
      ({ ctx, input }) => narrow.ofService(ctx.call, ctx.rows, input.id),
    ),
    saveOfService: procedure(manager, Service.extend(Change), ({ id }, edge) =>
      serviceSettingsPreload(edge.shop.tenant.id, id),
    ).mutation(({ ctx, input }) => narrow.saveOfService(ctx.call, ctx.rows, input)),
    ofCustomer: procedure({ door: 'staff', permission: 'customers.read' }, Customer, ({ id }, edge) =>
      customerSettingsPreload(edge.shop.tenant.id, id),
    ).query(({ ctx, input }) => narrow.ofCustomer(ctx.call, ctx.rows, input.id)),
    saveOfCustomer: procedure(
      { door: 'staff', permission: 'customers.edit' },
      Customer.extend(Change),
      ({ id }, edge) => customerSettingsPreload(edge.shop.tenant.id, id),
    ).mutation(({ ctx, input }) => narrow.saveOfCustomer(ctx.call, ctx.rows, input)),
  });

const editor = { door: 'staff', permission: 'shop.edit' } as const;
/** Of the logo that is shown; null for none. */
const Shown = z.uuid().nullable();

/** What the shop tells of itself. */
export const shopStaffRouter = (shop: ShopInfo) =>
  router({
    info: procedure(editor, z.strictObject({}), infoPreload).query(({ ctx }) => shop.info(ctx.rows)),
    save: procedure(
      editor,
      z.strictObject({ base: z.int().positive(), info: InfoInput, confirmed: z.boolean().default(false) }),
      infoPreload,
    ).mutation(({ ctx, input }) => shop.save(ctx.call, ctx.rows, input)),
    setLogo: procedure(
      editor,
      // Four characters of base64 stand for three bytes. One byte too many is read, to be refused as such.
      z.strictObject({
        current: Shown,
        name: z.string().max(300),
        bytes: z.base64().max(Math.ceil(largestLogo / 3) * 4 + 4),
      }),
    ).mutation(({ ctx, input: { current, name, bytes } }) =>
      shop.setLogo(ctx.call, current, { name, bytes: Buffer.from(bytes, 'base64') }),
    ),
    showLogo: procedure(editor, z.strictObject({ current: Shown, logo: Shown })).mutation(({ ctx, input }) =>
      shop.showLogo(ctx.call, input.current, input.logo),
    ),
    firstSteps: procedure(editor, z.strictObject({}), firstStepsPreload).query(({ ctx }) => shop.firstSteps(ctx.rows)),
    hideFirstSteps: procedure(editor, z.strictObject({ hidden: z.boolean() })).mutation(({ ctx, input }) =>
      shop.hideFirstSteps(ctx.call, input.hidden),
    ),
  });

/** The host on which the shop is found. */
export const hostsStaffRouter = (hosts: ShopHosts) =>
  router({
    get: procedure(editor, z.strictObject({}), hostsPreload).query(({ ctx }) => hosts.hosts(ctx.rows)),
    claim: procedure(editor, z.strictObject({ host: z.string().max(300) })).mutation(({ ctx, input }) =>
      hosts.claim(ctx.call, input.host),
    ),
    verify: procedure(editor, z.strictObject({}), hostsPreload).mutation(({ ctx }) => hosts.verify(ctx.call, ctx.rows)),
    leave: procedure(editor, z.strictObject({})).mutation(({ ctx }) => hosts.leave(ctx.call)),
  });

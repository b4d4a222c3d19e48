import * as z from 'zod';
import { JsonInput } from '../json-input.ts';
import { procedure, router } from '../procedures.ts';
import type { Plugins } from './plugins.ts';

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

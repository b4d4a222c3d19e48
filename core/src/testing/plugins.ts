import { defineHook, describePlugin, type PluginDescriptor, type PluginServer, type Tenant } from '@docket/sdk';
import * as z from 'zod';

/** A plugin with the given server part; everything else is ordinary. */
export const pluginOf = (
  id: string,
  server: PluginServer = {},
  more: Partial<PluginDescriptor> = {},
): PluginDescriptor =>
  describePlugin({
    id,
    version: '1.0.0',
    title: id,
    about: 'For tests.',
    activation: 'off',
    server: async () => ({ server }),
    ...more,
  });

/** A tenant with nothing special. */
export const tenant: Tenant = {
  id: 't1',
  slug: 'shop',
  name: 'Shop',
  timeZone: 'UTC',
  currency: 'USD',
  locale: 'en',
  units: 'mm',
};

const shape = { about: 'For tests.', input: z.strictObject({ n: z.number() }) };

/** One hook of each kind; promises may take 20 ms. */
export const hooks = {
  first: defineHook('first', { ...shape, name: 'test.first', output: z.number(), timeout: 20 }),
  gather: defineHook('gather', { ...shape, name: 'test.gather', output: z.number(), timeout: 20 }),
  closed: defineHook('guard', { ...shape, name: 'test.closed', output: z.custom<never>(), timeout: 20 }),
  open: defineHook('guard', { ...shape, name: 'test.open', output: z.custom<never>(), timeout: 20, onFailure: 'open' }),
  within: defineHook('within', { ...shape, name: 'test.within', output: z.custom<never>(), timeout: 20 }),
  event: defineHook('event', { ...shape, name: 'test.event', output: z.void(), timeout: 20 }),
};

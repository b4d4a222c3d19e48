import { pathToFileURL } from 'node:url';
import path from 'node:path';
import {
  businessRecord,
  definePlugin,
  describePlugin,
  freeText,
  personal,
  technical,
  type PluginDescriptor,
  type PluginServer,
  type TablePrivacy,
} from '@docket/sdk';

/** How the ledger's one table stands to people. */
export const entryPrivacy: TablePrivacy = {
  owners: { customer_id: 'customer', order_id: 'order' },
  rows: 'kept',
  columns: {
    tenant_id: technical,
    id: businessRecord(),
    customer_id: technical,
    order_id: technical,
    payer: personal('contact', 'name'),
    memo: personal('contact', 'null'),
    detail: freeText(),
    minor: businessRecord(),
  },
};

/** A plugin with a table of its own: what customers owe. */
export const ledgerPlugin = (
  privacy: Readonly<Record<string, TablePrivacy>> = { entry: entryPrivacy },
  server: PluginServer = {},
): PluginDescriptor =>
  describePlugin({
    id: 'ledger',
    version: '1.0.0',
    title: 'Ledger',
    about: 'Keeps what customers owe.',
    activation: 'on',
    migrations: pathToFileURL(path.join(import.meta.dirname, 'ledger')).href,
    privacy,
    server: async () => ({ server: definePlugin(server) }),
  });

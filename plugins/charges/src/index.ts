import { describePlugin } from '@docket/sdk';
import { privacy } from './privacy.ts';
import { settings } from './settings.ts';

/** What an order is charged, asked of the customer where it has to be. For every kind of order. */
export default describePlugin({
  id: 'charges',
  version: '0.1.0',
  title: 'Charges',
  about:
    'You charge for what an order needed beyond its price, with what it rests on; your customer sees it and agrees, or says why not.',
  activation: 'off',
  settings,
  permissions: [
    { id: 'charges.read', title: 'See charges', suggest: ['owner', 'manager', 'staff'] },
    { id: 'charges.edit', title: 'Add, amend and withdraw charges', suggest: ['owner', 'manager'] },
  ],
  ui: [
    {
      type: 'slot',
      slot: 'admin.order.main',
      id: 'sheet',
      component: import.meta.resolve('#ui/StaffCharges.svelte'),
    },
    {
      type: 'slot',
      slot: 'portal.order.detail',
      id: 'shown',
      component: import.meta.resolve('#ui/CustomerCharges.svelte'),
    },
  ],
  messages: { en: import.meta.resolve('#messages/en.json') },
  migrations: import.meta.resolve('#migrations'),
  privacy,
  audit: { 'charges.add': 'adds', 'charges.amend': 'changes', 'charges.withdraw': 'ends' },
  server: () => import('./server.ts'),
});

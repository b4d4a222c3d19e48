import { describePlugin } from '@docket/sdk';
import { privacy } from './privacy.ts';
import { settings } from './settings.ts';

/** Mockups of what is made for an order, and its customer's approval of exactly that. For every kind that tells of its works. */
export default describePlugin({
  id: 'proofs',
  version: '0.1.0',
  title: 'Proofs',
  about:
    'You send mockups of what you will make; your customer approves exactly that, and nothing else goes into production.',
  activation: 'off',
  settings,
  permissions: [
    {
      id: 'proofs.read',
      title: 'See mockups and approvals',
      suggest: ['owner', 'manager', 'production', 'sales', 'read-only'],
    },
    { id: 'proofs.edit', title: 'Add mockups and send them', suggest: ['owner', 'manager', 'production', 'sales'] },
    {
      id: 'proofs.record',
      title: 'Write down answers that were given outside of the portal',
      suggest: ['owner', 'manager'],
    },
  ],
  ui: [
    {
      type: 'slot',
      slot: 'admin.order.main',
      id: 'board',
      component: import.meta.resolve('#ui/StaffProofs.svelte'),
    },
    {
      type: 'slot',
      slot: 'portal.order.detail',
      id: 'proofs',
      component: import.meta.resolve('#ui/CustomerProofs.svelte'),
    },
    {
      type: 'slot',
      slot: 'admin.customer.main',
      id: 'designs',
      component: import.meta.resolve('#ui/Designs.svelte'),
    },
    { type: 'slot', slot: 'admin.home', id: 'followUp', component: import.meta.resolve('#ui/FollowUp.svelte') },
  ],
  messages: { en: import.meta.resolve('#messages/en.json') },
  migrations: import.meta.resolve('#migrations'),
  privacy,
  audit: {
    'proofs.add': 'adds',
    'proofs.record': 'adds',
    'proofs.remove': 'ends',
    'proofs.pin': 'adds',
    'proofs.pin-done': 'changes',
    'proofs.send': 'adds',
    'proofs.unpin': 'ends',
    'proofs.withdraw': 'ends',
    'proofs.void': 'ends',
    'proofs.ask-again': 'changes',
  },
  server: () => import('./server.ts'),
});

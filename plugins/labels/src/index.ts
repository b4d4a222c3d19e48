import { businessRecord, describePlugin, personal, technical } from '@docket/sdk';
import { settings } from './settings.ts';

/** Shipping labels of every kind that tells of its packages. */
export default describePlugin({
  id: 'labels',
  version: '0.1.0',
  title: 'Labels',
  about: 'Labels for the packages of an order, 4 × 6 in, with numbers that are never given twice.',
  activation: 'off',
  settings,
  permissions: [{ id: 'labels.print', title: 'Print labels', suggest: ['owner', 'manager', 'production'] }],
  ui: [
    {
      type: 'slot',
      slot: 'portal.order.detail',
      id: 'labels',
      component: import.meta.resolve('#ui/OrderLabels.svelte'),
    },
    { type: 'slot', slot: 'portal.order.sent', id: 'sent', component: import.meta.resolve('#ui/SentLabels.svelte') },
    {
      type: 'slot',
      slot: 'portal.request.sent',
      id: 'waiting',
      component: import.meta.resolve('#ui/WaitingLabels.svelte'),
    },
    {
      type: 'slot',
      slot: 'admin.order.side',
      id: 'printing',
      component: import.meta.resolve('#ui/StaffLabels.svelte'),
    },
  ],
  migrations: import.meta.resolve('#migrations'),
  privacy: {
    serial: { rows: 'kept', columns: { tenant_id: technical, next: technical } },
    label: {
      owners: { order_id: 'order' },
      rows: 'kept',
      columns: {
        tenant_id: technical,
        number: businessRecord(),
        order_id: technical,
        package: technical,
        issued_at: businessRecord(),
        voided_at: businessRecord(),
        printed_at: businessRecord('to the shop'),
        printed_by: personal('staff', 'kept', 'never'),
      },
    },
  },
  audit: { 'labels.issue': 'adds', 'labels.void': 'ends', 'labels.print': 'changes' },
  messages: { en: import.meta.resolve('#messages/en.json') },
  server: () => import('./server.ts'),
});

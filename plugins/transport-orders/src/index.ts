import { describePlugin } from '@docket/sdk';
import { settings } from './settings.ts';

/** Order forms, services with cut-off times and the pipeline of carriers. */
export default describePlugin({
  id: 'transport-orders',
  version: '0.1.0',
  title: 'Transport orders',
  about: 'Your customers send transports by your services, in time or not at all; you get a quote or an order to plan.',
  activation: 'on',
  settings,
  ui: [
    { type: 'form', kind: 'transport', part: 'service', component: import.meta.resolve('#ui/ServiceForm.svelte') },
    { type: 'form', kind: 'transport', part: 'route', component: import.meta.resolve('#ui/RouteForm.svelte') },
    { type: 'form', kind: 'transport', part: 'goods', component: import.meta.resolve('#ui/GoodsForm.svelte') },
    { type: 'view', kind: 'transport', component: import.meta.resolve('#ui/TransportView.svelte') },
    {
      type: 'slot',
      slot: 'admin.plugin.settings',
      id: 'simulate',
      component: import.meta.resolve('#ui/Simulator.svelte'),
    },
  ],
  messages: { en: import.meta.resolve('#messages/en.json') },
  server: () => import('./server.ts'),
});

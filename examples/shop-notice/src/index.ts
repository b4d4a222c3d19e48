import { describePlugin } from '@docket/sdk';
import { settings } from './settings.ts';

/** A notice of the shop at the top of the customers' and the staff's home. It needs no server part. */
export default describePlugin({
  id: 'shop-notice',
  version: '0.1.0',
  title: 'Shop notice',
  about: 'Shows a notice of yours at the top of the portal and the admin.',
  activation: 'on',
  settings,
  ui: [
    { type: 'slot', slot: 'portal.home', id: 'notice', component: import.meta.resolve('#ui/ShopNotice.svelte') },
    { type: 'slot', slot: 'admin.home', id: 'notice', component: import.meta.resolve('#ui/ShopNotice.svelte') },
  ],
  messages: { en: import.meta.resolve('#messages/en.json') },
});

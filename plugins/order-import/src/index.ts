import { describePlugin } from '@docket/sdk';
import { settings } from './settings.ts';

/** Orders that their customers may change and cancel, of every kind; the operator provides it, a shop switches it on. */
export default describePlugin({
  id: 'order-import',
  version: '0.1.0',
  title: 'Order imports',
  about: 'Your customers change and cancel the orders that they sent; you decide what of it happens by itself.',
  activation: 'off',
  settings,
  messages: { en: import.meta.resolve('#messages/en.json') },
  server: () => import('./server.ts'),
});

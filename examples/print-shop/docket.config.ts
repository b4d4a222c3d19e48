import { defineDistribution } from '@docket/sdk';
import shopNotice from '@docket/example-shop-notice';
import garmentOrders from '@docket/garment-orders';

/** A print shop: garment order forms, and a notice of the shop on the first pages. */
export default defineDistribution({
  name: 'print-shop',
  title: 'Print shop',
  plugins: [garmentOrders, shopNotice],
});

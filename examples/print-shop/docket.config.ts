import { defineDistribution } from '@docket/sdk';
import shopNotice from '@docket/example-shop-notice';
import garmentOrders from '@docket/garment-orders';
import proofs from '@docket/proofs';

/** A print shop: garment order forms, mockups that customers approve, and a notice of the shop on the first pages. */
export default defineDistribution({
  name: 'print-shop',
  title: 'Print shop',
  plugins: [garmentOrders, proofs, shopNotice],
});

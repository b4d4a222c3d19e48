import { defineDistribution } from '@docket/sdk';
import shopNotice from '@docket/example-shop-notice';
import transportOrders from '@docket/transport-orders';

/** A carrier: transport orders by services with cut-off times, and a notice on the first pages. */
export default defineDistribution({
  name: 'carrier',
  title: 'Carrier',
  plugins: [transportOrders, shopNotice],
});

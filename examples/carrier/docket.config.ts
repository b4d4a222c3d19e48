import charges from '@docket/charges';
import { defineDistribution } from '@docket/sdk';
import shopNotice from '@docket/example-shop-notice';
import labels from '@docket/labels';
import orderImport from '@docket/order-import';
import transportOrders from '@docket/transport-orders';

/**
 * A carrier: transport orders by services with cut-off times, labels for their packages, and a notice on the first pages. Order
 * imports are there for the shops that the operator gives them.
 */
export default defineDistribution({
  name: 'carrier',
  title: 'Carrier',
  plugins: [transportOrders, orderImport, charges, labels, shopNotice],
  provisioned: [transportOrders.id, charges.id, labels.id, shopNotice.id],
  words: {
    en: {
      'portal.entrance.order.about': 'Tell us what is to be carried. No account, and you get an answer at once.',
      'portal.review.no-commitment': 'Before you send it',
      'portal.review.no-commitment.about':
        '{shop} looks at your order. You get a quote, or it goes to planning straight away: the portal shows which.',
      'mail.intake.accepted.subject': 'We have your transport order {number}',
      'mail.intake.accepted.lines': [
        'Hello {name},',
        'thank you. Your transport order has arrived at {shop}.',
        'Number: {number}',
        'Transport: {title}',
        'Packages: {quantity}',
        'You see here whether it is a quote or is being planned:',
        '{link}',
      ].join('\n'),
    },
  },
});

import { businessRecord, freeText, personal, technical, type TablePrivacy } from '@docket/sdk';

const ofStaff = personal('staff', 'kept', 'never');
/** What is charged for, and why; people may be named in it. */
const words = freeText();

/** Every column of the plugin's tables. Charges are kept as long as their orders: invoices are made of them. */
export const privacy: Readonly<Record<string, TablePrivacy>> = {
  sheet: {
    owners: { order_id: 'order' },
    rows: 'kept',
    columns: { tenant_id: technical, order_id: technical, version: technical },
  },
  charge: {
    owners: { order_id: 'order' },
    rows: 'kept',
    columns: {
      tenant_id: technical,
      id: technical,
      order_id: technical,
      code: businessRecord(),
      currency: businessRecord(),
      version: technical,
      added_at: businessRecord(),
      withdrawn_at: businessRecord(),
      withdrawn_by: ofStaff,
      withdrawn_reason: words,
    },
  },
  charge_version: {
    owners: { order_id: 'order' },
    rows: 'kept',
    columns: {
      tenant_id: technical,
      order_id: technical,
      charge_id: technical,
      version: businessRecord(),
      description: words,
      basis: businessRecord(),
      quantity: businessRecord(),
      rate: businessRecord(),
      parts: technical,
      sum: businessRecord(),
      amount: businessRecord(),
      tax: businessRecord(),
      evidence: words,
      source: businessRecord(),
      cause: businessRecord(),
      reason: words,
      asks: businessRecord('to the shop'),
      why: businessRecord('to the shop'),
      threshold: businessRecord('to the shop'),
      at: businessRecord(),
      by: ofStaff,
    },
  },
};

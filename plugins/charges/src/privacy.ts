import { businessRecord, freeText, personal, technical, type TablePrivacy } from '@docket/sdk';

const ofStaff = personal('staff', 'kept', 'never');
/** Amounts go to whoever may see charges, on the order's page; what a person takes along names none (T-28). */
const record = businessRecord('to the shop');
/** What is charged for, and why; people may be named in it. */
const words = freeText('to the shop');

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
      code: record,
      currency: record,
      version: technical,
      added_at: record,
      withdrawn_at: record,
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
      version: record,
      description: words,
      basis: record,
      quantity: record,
      rate: record,
      parts: technical,
      sum: record,
      amount: record,
      tax: record,
      evidence: words,
      source: record,
      cause: record,
      reason: words,
      asks: record,
      why: record,
      threshold: record,
      at: record,
      by: ofStaff,
    },
  },
};

import { businessRecord, freeText, personal, technical, type TablePrivacy } from '@docket/sdk';

const ofStaff = personal('staff', 'kept', 'never');
/** What was approved is on the order's page; the shop keeps it as it was. */
const record = businessRecord('to the shop');
/** What staff wrote to a mockup; people may be named in it. */
const words = freeText('to the shop');

/** Every column of the plugin's tables. Proofs are kept as long as their orders: they say what was agreed to. */
export const privacy: Readonly<Record<string, TablePrivacy>> = {
  sheet: {
    owners: { order_id: 'order' },
    rows: 'kept',
    columns: { tenant_id: technical, order_id: technical, version: technical, moved_for: technical },
  },
  mockup: {
    owners: { order_id: 'order' },
    rows: 'kept',
    columns: {
      tenant_id: technical,
      order_id: technical,
      work: technical,
      version: record,
      // Their names are whatever people called them.
      files: words,
      note: words,
      at: record,
      by: ofStaff,
      removed_at: record,
    },
  },
  proof: {
    owners: { order_id: 'order' },
    rows: 'kept',
    columns: {
      tenant_id: technical,
      order_id: technical,
      work: technical,
      version: record,
      mockup: record,
      looks: technical,
      terms: record,
      terms_version: record,
      ticks: record,
      // Names of files, and words of the order.
      art: words,
      place: words,
      design: words,
      sent_at: record,
      by: ofStaff,
      withdrawn_reason: words,
      wants: record,
      wants_since: record,
      due: record,
      waits_until: record,
    },
  },
  pin: {
    // A colleague's note stays the colleague's when whoever ordered is erased. What nobody has a name for is the order's.
    owners: { contact: 'contact', 'case when contact is null then order_id end': 'order' },
    rows: 'kept',
    columns: {
      tenant_id: technical,
      order_id: technical,
      work: technical,
      round: technical,
      number: record,
      id: technical,
      picture: technical,
      x: record,
      y: record,
      area: record,
      words: freeText(),
      contact: personal('contact', 'null', 'never'),
      at: record,
      done_at: record,
      done_by: ofStaff,
      removed_at: record,
    },
  },
};

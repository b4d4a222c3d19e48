import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aboutRequest } from './about-request.ts';
import type { Member } from './recipients.ts';
import type { StaffAudience } from './staff-notices.ts';
import type { RequestFacts } from './store.ts';

const sent: RequestFacts = {
  id: 'request',
  proof: 'session',
  identity: {},
  contact_name: 'Sarah Smith',
  contact_email: 'Sarah@Smith.test',
  customer_name: 'Smith Embroidery',
  order_id: 'order',
  number: 1001,
  prefix: '',
  title: 'Run',
  quantity: 12,
  assignee_id: null,
  reason: 'Looked human.',
  waited: false,
  corrected: false,
};
const stranger: RequestFacts = {
  ...sent,
  proof: 'none',
  identity: { name: 'Sam', email: 'sarah@smith.test', company: 'Nobody' },
};
const member = (id: string): Member => ({
  id,
  name: id,
  email: `${id}@Shop.test`,
  permissions: ['orders.read'],
  notices: {},
  backup_id: null,
  away_from: null,
  away_until: null,
});
const audience: StaffAudience = {
  told: ['robin', 'alex'].map((id) => ({ member: member(id), channels: ['bell'] })),
  url: 'http://shop.test',
  stopOf: (staff) => `http://shop.test/unsubscribe/${staff}`,
};
const mailOf = (facts: RequestFacts) =>
  aboutRequest('intake.accepted', facts, audience).find(({ channel }) => channel === 'mail');

describe('what is told about a request', () => {
  it('[T-69] tells who was told that it waits what became of it, and that it was corrected', () => {
    expect(mailOf(sent)?.type).toBe('intake.accepted');
    expect(mailOf({ ...sent, corrected: true })?.type).toBe('intake.accepted');
    expect(mailOf({ ...sent, waited: true })?.type).toBe('intake.taken');
    expect(mailOf({ ...sent, waited: true, corrected: true })?.type).toBe('intake.corrected');
    const [declined] = aboutRequest('intake.declined', { ...sent, waited: true }, audience);
    expect(declined?.type).toBe('intake.declined');
  });

  it('[G-26] reaches everyone who may see orders, in the bell', () => {
    const bells = aboutRequest('intake.accepted', sent, audience).filter(({ channel }) => channel === 'bell');
    expect(bells).toEqual(
      ['robin', 'alex'].map((recipient) => ({
        type: 'intake.accepted',
        channel: 'bell',
        subject_type: 'order',
        subject_id: 'order',
        recipient,
        data: { number: 1001, prefix: '', title: 'Run', customer: 'Smith Embroidery' },
      })),
    );
  });

  it('reaches staff by mail who chose that, with the way to the order and the link that stops such mails', () => {
    const told = [{ member: member('robin'), channels: ['bell', 'mail'] as const }];
    const [bell, mail, ...others] = aboutRequest('intake.accepted', sent, { ...audience, told });
    expect(bell).toMatchObject({ channel: 'bell', recipient: 'robin' });
    expect(mail).toEqual({
      type: 'staff.intake.accepted',
      channel: 'mail',
      subject_type: 'order',
      subject_id: 'order',
      recipient: 'robin@shop.test',
      data: {
        name: 'robin',
        number: '1001',
        title: 'Run',
        customer: 'Smith Embroidery',
        link: 'http://shop.test/admin/orders/1001',
        stop: 'http://shop.test/unsubscribe/robin',
      },
    });
    // The sender's confirmation is necessary: nothing stops it.
    expect(others).toHaveLength(1);
    expect(others[0]!.data).not.toHaveProperty('stop');
  });

  it('[G-27] reaches the sender in one mail, to a lower-case address, with the way to the order', () => {
    const mails = aboutRequest('intake.accepted', sent, audience).filter(({ channel }) => channel === 'mail');
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      recipient: 'sarah@smith.test',
      data: { name: 'Sarah Smith', number: '1001', link: 'http://shop.test/orders/1001', proven: true },
    });
  });

  it('[T-10] names a quote as people read it, and leads to its number', () => {
    const quote = { ...sent, prefix: 'Q' };
    const told = [{ member: member('robin'), channels: ['bell', 'mail'] as const }];
    const [bell, toStaff, toSender] = aboutRequest('intake.accepted', quote, { ...audience, told });
    expect(bell!.data).toMatchObject({ number: 1001, prefix: 'Q' });
    expect(toStaff!.data).toMatchObject({ number: 'Q-1001', link: 'http://shop.test/admin/orders/1001' });
    expect(toSender!.data).toMatchObject({ number: 'Q-1001', link: 'http://shop.test/orders/1001' });
  });

  it('tells a sender who was declined why, and staff nothing that they did themselves', () => {
    const declined = aboutRequest('intake.declined', { ...sent, order_id: null, reason: 'Too late.' }, audience);
    expect(declined).toMatchObject([{ channel: 'mail', subject_type: 'request', data: { reason: 'Too late.' } }]);
    expect(JSON.stringify(mailOf(sent))).not.toContain('Looked human.');
  });

  it('[G-08] tells an unproven address nothing that the form did not say', () => {
    expect(mailOf(stranger)?.data).toEqual({
      name: 'Sam',
      number: '1001',
      title: 'Run',
      quantity: 12,
      link: 'http://shop.test/',
      proven: false,
    });
  });

  it('[G-08] says the same to an unproven address whether or not its owner is known', () => {
    const known = fc.record({
      contact_name: fc.option(fc.string()),
      contact_email: fc.constantFrom(null, 'sarah@smith.test', 'SARAH@smith.test'),
      customer_name: fc.option(fc.string()),
    });
    fc.assert(
      fc.property(known, known, (one, other) => {
        expect(mailOf({ ...stranger, ...one })).toEqual(mailOf({ ...stranger, ...other }));
      }),
    );
  });

  it('is about the request while there is no order, and names the sender for staff', () => {
    const waiting = {
      ...stranger,
      order_id: null,
      number: null,
      quantity: null,
      customer_name: null,
      contact_email: null,
    };
    const [bell] = aboutRequest('intake.waiting', waiting, audience);
    expect(bell).toMatchObject({
      subject_type: 'request',
      subject_id: 'request',
      data: { title: 'Run', customer: 'Nobody' },
    });
    expect(bell!.data).not.toHaveProperty('number');
    expect(mailOf(waiting)?.data).toMatchObject({ number: '', quantity: 0, link: 'http://shop.test/' });
  });

  it('reaches staff also when there is no address', () => {
    const silent = { ...sent, contact_email: null };
    expect(aboutRequest('intake.accepted', silent, audience).map(({ channel }) => channel)).toEqual(['bell', 'bell']);
  });
});

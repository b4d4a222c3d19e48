import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownSender, strangeSender } from './sender.ts';
import type { NamesakeRow } from './store.ts';

const ids = { customer: 'fresh-customer', contact: 'fresh-contact' };
const sam = { name: 'Sam', email: 'Sam@Smith.test', company: 'Smith' };
const namesake = (
  customer: string,
  state: NamesakeRow['state'] = 'active',
  contact = `${customer}-contact`,
): NamesakeRow => ({
  contact_id: contact,
  customer_id: customer,
  state,
});

describe('[G-08] the sender of an unproven address', () => {
  it.each<[string, NamesakeRow[], string, string]>([
    ['nobody’s', [], 'fresh-customer', 'fresh-contact'],
    ['of one customer’s contact', [namesake('a')], 'a', 'a-contact'],
    ['of one customer’s two contacts', [namesake('a', 'active', 'x'), namesake('a', 'active', 'y')], 'a', 'x'],
    ['of two customers’ contacts', [namesake('a'), namesake('b')], 'fresh-customer', 'fresh-contact'],
    ['of a provisional customer', [namesake('p', 'provisional')], 'p', 'p-contact'],
    ['of a provisional and a real customer', [namesake('p', 'provisional'), namesake('a')], 'a', 'a-contact'],
    [
      'of a provisional and two real customers',
      [namesake('a'), namesake('b'), namesake('p', 'provisional')],
      'p',
      'p-contact',
    ],
  ])('becomes, when it is %s, the right customer’s', (_, namesakes, customer, contact) => {
    expect(strangeSender(sam, namesakes, ids)).toMatchObject({ customer, contact });
  });

  it('is never shown in a portal and never counts as proven, whoever shares the address', () => {
    const row = fc.record({
      contact_id: fc.constantFrom('1', '2', '3'),
      customer_id: fc.constantFrom('a', 'b'),
      state: fc.constantFrom<NamesakeRow['state']>('active', 'provisional'),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (namesakes) => {
        expect(strangeSender(sam, namesakes, ids)).toMatchObject({ inPortal: false, proof: 'none' });
      }),
    );
  });

  it('makes at most one provisional customer for an address, however it is written', () => {
    const slugOf = (email: string): string | undefined => strangeSender({ ...sam, email }, [], ids).newCustomer?.slug;
    expect(slugOf('sam@smith.test')).toBe(slugOf('SAM@Smith.test'));
    expect(slugOf('sam@smith.test')).not.toBe(slugOf('sam@smyth.test'));
    expect(slugOf('sam@smith.test')).toMatch(/^new-[0-9a-f]{20}$/);
  });

  it('names a new customer by the company, else by the person', () => {
    expect(strangeSender(sam, [], ids).newCustomer?.name).toBe('Smith');
    expect(strangeSender({ ...sam, company: '' }, [], ids).newCustomer?.name).toBe('Sam');
    expect(strangeSender(sam, [], ids).newContact).toEqual({ name: 'Sam', email: 'Sam@Smith.test' });
  });

  it('makes no new people for an address that is known', () => {
    expect(strangeSender(sam, [namesake('a')], ids)).toMatchObject({ newCustomer: null, newContact: null });
  });
});

describe('a signed-in sender', () => {
  it('sends for the own customer, and sees it at once', () => {
    expect(knownSender({ type: 'contact', id: 'c', customerId: 'a', rights: [] })).toEqual({
      customer: 'a',
      contact: 'c',
      proof: 'session',
      inPortal: true,
      newCustomer: null,
      newContact: null,
    });
  });
});

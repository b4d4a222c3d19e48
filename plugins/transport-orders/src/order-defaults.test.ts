import { stores } from '@docket/core/testing';
import { groupOf, listOf } from '@docket/sdk/content';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCarrier, type Carrier } from './testing/carrier.fixture.ts';

describe.each(stores)('what a transport begins with on %s', (store) => {
  let carrier: Carrier;
  beforeAll(async () => {
    carrier = await openCarrier(store);
    await carrier.shop({
      services: [
        { id: 'groupage', title: 'Groupage', off: false },
        { id: 'adr', title: 'ADR', off: false },
      ],
      equipment: [{ id: 'tail-lift', title: 'Tail lift', off: false }],
    });
  }, 120_000);
  afterAll(() => carrier.close());

  const kind = 'transport';
  const defaults = () => carrier.owner.staff.defaults;
  const requests = () => carrier.sarah.portal.requests;
  const begin = async () => requests().open.query(await requests().begin.mutate({ kind }));
  const stopsIn = (content: unknown) => listOf(groupOf(content)['stops']).map(groupOf);

  it('[T-24] [T-25] is the customer’s, filled in by the form of the order itself', async () => {
    const form = {
      service: 'adr',
      payer: 'prepaid',
      equipment: ['tail-lift'],
      references: [{ type: 'CR', value: 'PO' }],
    };
    const at = { id: carrier.smith, kind };
    await defaults().saveOfCustomer.mutate({ ...at, part: 'service', base: 0, form });
    const draft = await begin();
    expect(draft.content).toMatchObject({ service: 'adr', payer: 'prepaid', equipment: ['tail-lift'] });
    expect(draft.prefilled).toMatchObject({ payer: { source: 'customer', version: 1, value: 'prepaid' } });
    const [shown] = await defaults().ofCustomer.query({ id: carrier.smith });
    expect(shown?.lines.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['service', 'payer', 'equipment.0', 'references.0.value']),
    );
    await defaults().restoreOfCustomer.mutate({ ...at, base: 1, version: 0 });
  });

  it('is the service’s once it is chosen, and what stands in the form already stays', async () => {
    const form = { payer: 'collect', references: [{ type: 'CR', value: 'ADR' }] };
    await defaults().saveOfService.mutate({ id: 'adr', kind, part: 'service', base: 0, form });
    const { id } = await begin();
    const typed = { service: 'adr', payer: 'prepaid', references: [] };
    await requests().save.mutate({ id, part: 'service', base: 0, form: typed, keepMine: false });
    const { content } = await requests().open.query({ id });
    expect(content).toMatchObject({ service: 'adr', payer: 'prepaid', references: [{ value: 'ADR' }] });
  });

  it('is the place’s for every stop there: zone, dock and who is to be asked', async () => {
    const customer = carrier.smith;
    const value = { street: '1 Dock Road', city: 'Dublin', country: 'IE' };
    const hall = await carrier.owner.staff.customers.addAddress.mutate({ customer, label: 'Hall', value });
    const texts = {
      zone: 'Europe/Dublin',
      dock: 'Ramp 3',
      contact: 'Aoife',
      openingHours: '',
      phone: '',
      instructions: '',
    };
    await defaults().savePlace.mutate({ customer, id: hall.id, kind, base: 0, texts });
    const { id, content } = await begin();
    const [first, last] = stopsIn(content);
    const form = { stops: [first, { ...last, saved: hall.id, contact: 'Mine' }] } as never;
    const { filled } = await requests().save.mutate({ id, part: 'route', base: 0, form, keepMine: false });
    expect(filled).toMatchObject({
      'stops.1.zone': 'Europe/Dublin',
      'stops.1.dock': 'Ramp 3',
      'stops.1.address.city': 'Dublin',
    });
    const draft = await requests().open.query({ id });
    expect(stopsIn(draft.content)[1]).toMatchObject({ contact: 'Mine', dock: 'Ramp 3', zone: 'Europe/Dublin' });
    expect(draft.prefilled).toMatchObject({ 'stops.1.dock': { source: 'address', version: 1 } });
  });
});

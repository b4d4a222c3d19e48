import { holidays } from './calendar.ts';
import { customerOf, type Carrier } from './carrier.ts';
import { northway } from './northway.ts';
import { carrierSettings, importSettings, services } from './services.ts';

const [transports, imports, labels] = ['transport-orders', 'order-import', 'labels'] as const;

/** What the carrier has set: its services, how orders come in, and what is agreed with single customers. */
export async function setUp(carrier: Carrier): Promise<void> {
  const { platform, shop, now, customers } = carrier;
  const { seed } = platform;
  await seed.settings(shop, 'core', { firstOrderNumber: 40_118 });
  await seed.settings(shop, transports, carrierSettings(holidays(now)));
  const byAir = customers.filter(({ of }) => of.services.some(([id]) => id === 'atlantic')).map(({ id }) => id);
  for (const { id, settings } of Object.values(services)) {
    const named = id === 'atlantic' ? { customers: byAir } : {};
    await seed.settings(shop, transports, { ...settings, ...named }, { service: id });
  }
  await seed.activate(shop, imports);
  await seed.settings(shop, imports, importSettings);
  await seed.activate(shop, labels);
  await agree(carrier);
  await fillForms(carrier);
}

/** What holds for single customers: a contract without quotes, a usual service, references that may come twice. */
async function agree({ platform: { seed }, shop, ...carrier }: Carrier): Promise<void> {
  const of = (letters: string) => ({ customer: customerOf(carrier, letters).id });
  await seed.settings(shop, transports, { initialStatus: 'to-plan', standardService: 'cool' }, of('KF'));
  await seed.settings(shop, transports, { standardService: 'groupage' }, of('SC'));
  await seed.settings(shop, imports, { referencePolicy: 'warn' }, of('BO'));
}

/** What stands in forms already. */
async function fillForms({ platform: { seed }, shop, ...carrier }: Carrier): Promise<void> {
  const { kind } = northway;
  const of = (letters: string) => ({ customer: customerOf(carrier, letters).id });
  const usual = { payer: 'prepaid', equipment: ['tail-lift'] };
  await seed.defaults(shop, { of: of('SC'), kind, part: 'service', form: usual });
  const chilled = {
    id: 'g1',
    package: 'carton',
    sizeUnit: 'cm',
    weightUnit: 'kg',
    temperatureMin: '2',
    temperatureMax: '8',
  };
  const logged = 'The logger travels with the goods; send its record with the proof of delivery.';
  await seed.defaults(shop, { of: of('KF'), kind, part: 'goods', form: { goods: [chilled], instructions: logged } });
  const closed = { goods: [], instructions: 'Doors stay closed between stops.' };
  await seed.defaults(shop, { of: { service: 'cool' }, kind, part: 'goods', form: closed });
}

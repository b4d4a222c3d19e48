import { Door, type CallContext, type IntakeRequest, type Issue, type Json } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { acme, collectedOn, contextOf, other, requestOf, twoServices, type SetWhere } from './context.fixture.ts';
import { initialStatus } from './initial-status.ts';
import { offersOf } from './offers.ts';
import { prefill } from './prefill.ts';
import type { TransportContent } from '../rules/content.ts';
import { readOffers } from '../rules/offers.ts';
import { validate } from './validate.ts';

const services: SetWhere = {
  tenant: twoServices,
  services: { express: { visibleTo: 'named', customers: [acme] } },
};
const sameDay = (late: 'block' | 'refer' = 'block'): SetWhere => ({
  tenant: { ...twoServices, late },
  services: { groupage: { cutoffMode: 'same-day', cutoffTime: '14:00' } },
});

const asked = (where: SetWhere, request: IntakeRequest, now?: Date): CallContext => {
  const { service } = request.content as { service: string };
  return contextOf(where, { ...(request.customerId && { customer: request.customerId }), service }, now);
};
const issuesOf = async (where: SetWhere, request: IntakeRequest, receivedAt = request.receivedAt) =>
  (await validate.handler({ ...request, receivedAt }, asked(where, request))) as readonly Issue[];
const at = (time: string): Date => new Date(`2026-06-16T${time}+02:00`);

describe('a service', () => {
  it('[T-15] is there for all customers, or for those by name', async () => {
    expect(await issuesOf(services, requestOf())).toEqual([]);
    expect(await issuesOf(services, requestOf({ service: 'express' }))).toEqual([]);
  });

  it('[T-16] is refused in the same words whether it is unknown, for others or switched off', async () => {
    const refusal = async (service: string) => issuesOf(services, requestOf({ service }, { customerId: other }));
    const [unknown, hidden, off] = [await refusal('xpres'), await refusal('express'), await refusal('old')];
    expect(unknown).toMatchObject([
      { code: 'transport.service-not-available', path: 'service', params: { typed: 'xpres', choices: 'Groupage' } },
    ]);
    const alike = ([one]: readonly Issue[]) => ({ ...one, params: { ...one!.params, typed: '' } });
    expect(alike(hidden)).toEqual(alike(unknown));
    expect(alike(off)).toEqual(alike(unknown));
  });

  it('[T-16] is none of a stranger’s where it is for customers by name', async () => {
    const { customerId, ...stranger } = requestOf({ service: 'express' }, { door: 'public', proof: 'none' });
    const namesake = { ...stranger, customerId };
    for (const request of [stranger, namesake])
      expect(await issuesOf(services, request as IntakeRequest)).toMatchObject([
        { code: 'transport.service-not-available' },
      ]);
  });

  it('says so where nothing at all is to be had', async () => {
    const none = { tenant: { services: [] } };
    expect(await issuesOf(none, requestOf())).toMatchObject([{ code: 'transport.service-none' }]);
  });

  it('has no level but its own', async () => {
    const levels = [{ id: 'am', title: 'Morning', cutoffMode: 'none' as const }];
    const where = { tenant: twoServices, services: { groupage: { levels } } };
    expect(await issuesOf(where, requestOf({ level: 'am' }))).toEqual([]);
    expect(await issuesOf(where, requestOf({ level: '' }))).toEqual([]);
    expect(await issuesOf(where, requestOf({ level: 'pm' }))).toMatchObject([
      { code: 'transport.level-not-available', path: 'level' },
    ]);
  });

  it('[T-01] takes no equipment but the shop’s own, also when it is posted directly', async () => {
    const equipment = [
      { id: 'tail-lift', title: 'Tail lift', off: false },
      { id: 'crane', title: 'Crane', off: true },
    ];
    const where = { tenant: { ...twoServices, equipment } };
    expect(await issuesOf(where, requestOf({ equipment: ['tail-lift'] }))).toEqual([]);
    expect(await issuesOf(where, requestOf({ equipment: ['tail-lift', 'crane', 'wings'] }))).toMatchObject([
      { code: 'transport.equipment-not-available', path: 'equipment.1', params: { choices: 'Tail lift' } },
      { code: 'transport.equipment-not-available', path: 'equipment.2', params: { typed: 'wings' } },
    ]);
  });

  it('is nothing to orders of another kind', async () => {
    expect(await issuesOf(services, requestOf({ service: 'x' }, { kind: 'note' }))).toEqual([]);
  });
});

describe('the cut-off of a submit', () => {
  const today = requestOf(collectedOn('2026-06-16'));

  it('[T-21] [H5] refuses what comes late, with the time, its clock and the next day', async () => {
    expect(await issuesOf(sameDay(), today, at('13:59:59.999'))).toEqual([]);
    expect(await issuesOf(sameDay(), today, at('14:00:00.000'))).toEqual([
      {
        code: 'transport.late-same-day',
        path: 'stops.0.date',
        severity: 'refuse',
        audience: 'customer',
        params: {
          date: 'Tue 16 June',
          next: 'Wed 17 June',
          time: '14:00',
          place: 'Brussels',
          day: 'Tue 16 June',
        },
      },
    ]);
  });

  it('[T-18] takes any collection that is not past where orders do not close', async () => {
    expect(await issuesOf({ tenant: twoServices }, today, at('23:59:59'))).toEqual([]);
  });

  it('[T-19] [T-20] takes tomorrow’s collection until the time today, and today’s never', async () => {
    const where = {
      tenant: twoServices,
      services: { groupage: { cutoffMode: 'day-before' as const, cutoffTime: '16:00' } },
    };
    const codes = async (request: IntakeRequest, now: Date) =>
      (await issuesOf(where, request, now)).map(({ code }) => code);
    expect(await codes(today, at('07:00'))).toEqual(['transport.late-day-before']);
    expect(await codes(requestOf(), at('15:59'))).toEqual([]);
    expect(await codes(requestOf(), at('16:00'))).toEqual(['transport.late-day-before']);
  });

  it('[T-67] closes by the earlier of service and level', async () => {
    const levels = [{ id: 'am', title: 'Morning', cutoffMode: 'day-before' as const, cutoffTime: '16:00' }];
    const where = { tenant: twoServices, services: { groupage: { ...sameDay().services!['groupage'], levels } } };
    const leveled = requestOf({ level: 'am' });
    expect(await issuesOf(where, leveled, at('16:30'))).toMatchObject([{ code: 'transport.late-day-before' }]);
    expect(await issuesOf(where, requestOf(), at('16:30'))).toEqual([]);
  });

  it('is about the collection that may start first, whatever the sequence, and is told at it', async () => {
    const { stops } = requestOf().content as TransportContent;
    const [wednesday] = stops;
    const several = requestOf({ stops: [wednesday!, { ...wednesday!, id: 's3', date: '2026-06-16' }, stops[1]!] });
    expect(await issuesOf(sameDay(), several, at('14:00'))).toMatchObject([
      { code: 'transport.late-same-day', path: 'stops.1.date', params: { date: 'Tue 16 June' } },
    ]);
    expect(await issuesOf(sameDay('refer'), several, at('14:00'))).toMatchObject([
      { code: 'transport.after-cutoff', severity: 'refer' },
    ]);
    expect(await issuesOf(sameDay(), several, at('13:59'))).toEqual([]);
  });

  it('refuses a past and a closed day in every mode, also where what is late is referred', async () => {
    for (const where of [{ tenant: twoServices }, sameDay('refer')]) {
      expect(await issuesOf(where, requestOf(collectedOn('2026-06-15')), at('09:00'))).toMatchObject([
        { code: 'transport.collection-past', params: { next: 'Tue 16 June' } },
      ]);
      expect(await issuesOf(where, requestOf(collectedOn('2026-06-20')), at('09:00'))).toMatchObject([
        { code: 'transport.collection-closed', params: { date: 'Sat 20 June', next: 'Mon 22 June' } },
      ]);
    }
  });

  it('[T-66] [T-68] lets it wait without a word to the customer where the shop decides itself', async () => {
    const referred = {
      code: 'transport.after-cutoff',
      path: 'stops.0.date',
      severity: 'refer',
      audience: 'staff',
      params: { time: '14:00', place: 'Brussels', day: 'Tue 16 June' },
      overridable: 'orders.edit',
    };
    expect(await issuesOf(sameDay('refer'), today, at('14:00'))).toEqual([referred]);
    expect(await issuesOf(sameDay('refer'), today, at('13:59'))).toEqual([]);
    expect(await issuesOf(sameDay(), { ...today, refers: true }, at('14:00'))).toEqual([referred]);
  });

  it('[T-66] judges a change by the earlier of the deadlines before and after it', async () => {
    const target = { orderId: acme, number: 1, version: 1, status: 'to-plan', content: today.content };
    const toTomorrow = requestOf({}, { intent: 'change', target, refers: true });
    expect(await issuesOf(sameDay(), toTomorrow, at('14:00'))).toMatchObject([{ code: 'transport.after-cutoff' }]);
    expect(await issuesOf(sameDay(), toTomorrow, at('13:59'))).toEqual([]);
    const toToday = requestOf(collectedOn('2026-06-16'), {
      intent: 'change',
      target: { ...target, content: requestOf().content },
      refers: true,
    });
    expect(await issuesOf(sameDay(), toToday, at('14:00'))).toMatchObject([{ code: 'transport.after-cutoff' }]);
  });

  it('[T-67] judges a change by the level before it, too', async () => {
    const levels = [{ id: 'am', title: 'Morning', cutoffMode: 'day-before' as const, cutoffTime: '16:00' }];
    const where = { tenant: twoServices, services: { groupage: { levels } } };
    const target = {
      orderId: acme,
      number: 1,
      version: 1,
      status: 'to-plan',
      content: requestOf({ level: 'am' }).content,
    };
    const withoutLevel = requestOf({}, { intent: 'change', target, refers: true });
    expect(await issuesOf(where, withoutLevel, at('16:30'))).toMatchObject([{ code: 'transport.after-cutoff' }]);
    expect(await issuesOf(where, requestOf(), at('16:30'))).toEqual([]);
  });

  it('counts by the clock of the collection where the shop says so', async () => {
    const where = { ...sameDay(), tenant: { ...twoServices, cutoffZone: 'collection-stop' as const } };
    const { stops } = today.content as TransportContent;
    const there = requestOf({ stops: stops.map((stop) => ({ ...stop, zone: 'Europe/London' })) });
    expect(await issuesOf(where, there, at('14:30'))).toEqual([]);
    expect(await issuesOf(sameDay(), there, at('14:30'))).toMatchObject([{ code: 'transport.late-same-day' }]);
  });

  it.each(Door.options)('[T-66] is the same through the door %s', async (door) => {
    const through = (request: IntakeRequest) => ({ ...request, door, proof: 'key' as const });
    for (const time of ['13:59:59.999', '14:00:00.000']) {
      expect(await issuesOf(sameDay(), through(today), at(time))).toEqual(await issuesOf(sameDay(), today, at(time)));
      const waits = sameDay('refer');
      expect(await issuesOf(waits, through(today), at(time))).toEqual(await issuesOf(waits, today, at(time)));
    }
  });
});

describe('the status that an order begins in', () => {
  const both: SetWhere = {
    tenant: { ...twoServices, initialStatus: 'quote' },
    services: { groupage: { initialStatus: 'to-plan' } },
    customers: { [acme]: { initialStatus: 'quote' } },
  };
  const begins = (where: SetWhere, request = requestOf()) =>
    initialStatus.handler({ kind: request.kind, request }, asked(where, request));

  it('[T-04] is the customer’s, whatever service and shop say', () => {
    expect(begins(both)).toEqual({ status: 'quote', reason: 'Quote, because the customer’s order defaults say so.' });
  });

  it('[T-05] [T-17] is the service’s where the customer has none', () => {
    expect(begins({ ...both, customers: {} })).toEqual({
      status: 'to-plan',
      reason: 'To plan, because service Groupage says so.',
    });
  });

  it('[T-06] is the shop’s where neither has one', () => {
    const shop = { tenant: { ...twoServices, initialStatus: 'to-plan' as const } };
    expect(begins(shop)).toEqual({ status: 'to-plan', reason: 'To plan, because the shop’s settings say so.' });
  });

  it('[T-08] is Quote where nobody has said anything', () => {
    expect(begins({ tenant: twoServices })).toEqual({
      status: 'quote',
      reason: 'Quote, because nothing else was set.',
    });
  });

  it('is not for orders of another kind to ask', () => {
    expect(begins(both, requestOf({}, { kind: 'note' }))).toBeUndefined();
  });
});

describe('what a form offers', () => {
  it('[T-16] are the services of this customer, and no word of another one', async () => {
    const offered = async (customerId?: string) => {
      const context = contextOf(services);
      return (await offersOf({ ...context, ...(customerId && { customerId }) })).services.map(({ id }) => id);
    };
    expect(await offered(acme)).toEqual(['groupage', 'express']);
    expect(await offered(other)).toEqual(['groupage']);
    expect(await offered()).toEqual(['groupage']);
  });

  it('say when each service and level collects next, and until when', async () => {
    const levels = [{ id: 'am', title: 'Morning', cutoffMode: 'same-day' as const, cutoffTime: '10:00' }];
    const where = { tenant: twoServices, services: { groupage: { ...sameDay().services!['groupage'], levels } } };
    const [groupage, express] = (await offersOf(contextOf(where))).services;
    expect(groupage).toMatchObject({
      next: { date: '2026-06-16', closes: '2026-06-16T12:00:00.000Z', time: '14:00', place: 'Brussels' },
      // At 12:12 the morning is over.
      levels: [{ id: 'am', next: { date: '2026-06-17', time: '10:00', day: '2026-06-17' } }],
    });
    expect(express!.next).toEqual({ date: '2026-06-16', closes: '', time: '', day: '', place: '' });
  });
});

describe('what else a form offers', () => {
  it('is whether a service carries dangerous goods, what space weighs to it, equipment, and by which clock', async () => {
    const equipment = [
      { id: 'tail-lift', title: 'Tail lift', off: false },
      { id: 'crane', title: 'Crane', off: true },
    ];
    const where = {
      tenant: { ...twoServices, equipment },
      services: { groupage: { dangerousGoods: true, kgPerLoadingMetre: 2000 } },
    };
    expect(await offersOf(contextOf(where))).toMatchObject({
      services: [
        { id: 'groupage', dangerousGoods: true, kgPerCubicMetre: 333, kgPerLoadingMetre: 2000 },
        { id: 'express', dangerousGoods: false, kgPerLoadingMetre: 1850 },
      ],
      equipment: [{ id: 'tail-lift', title: 'Tail lift' }],
      now: '2026-06-16T10:12:00.000Z',
      zone: 'Europe/Brussels',
      currency: 'EUR',
    });
  });

  it('comes through to the form as it was said, and is nothing where nothing was said', async () => {
    const offered = await offersOf(contextOf({ tenant: twoServices }));
    expect(readOffers(JSON.parse(JSON.stringify(offered)) as Json)).toEqual(offered);
    expect(readOffers(null)).toEqual({ services: [], equipment: [], now: '', zone: '', currency: '' });
  });
});

describe('a new draft', () => {
  const begun = async (where: SetWhere, customerId = acme) =>
    prefill.handler({ kind: 'transport', customerId }, contextOf(where)) as Promise<
      readonly { value: string }[] | undefined
    >;

  it('begins with the customer’s usual service, while it is to be had', async () => {
    const usual = {
      ...services,
      customers: { [acme]: { standardService: 'express' }, [other]: { standardService: 'express' } },
    };
    expect(await begun(usual)).toMatchObject([{ path: 'service', value: 'express' }]);
    // It is not for this one, and only one other service is left.
    expect(await begun(usual, other)).toMatchObject([{ value: 'groupage' }]);
  });

  it('begins without one where there is a choice', async () => {
    expect(await begun({ tenant: twoServices })).toBeUndefined();
  });
});

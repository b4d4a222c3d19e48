import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { acme, contextOf, other, twoServices, type SetWhere } from '../intake/context.fixture.ts';
import type { Simulation } from '../rules/simulation.ts';
import { simulate } from './simulate.ts';

const english = JSON.parse(readFileSync(new URL('../../messages/en.json', import.meta.url), 'utf8')) as object;

const where: SetWhere = {
  tenant: twoServices,
  services: {
    groupage: {
      cutoffMode: 'same-day',
      cutoffTime: '14:00',
      initialStatus: 'to-plan',
      levels: [{ id: 'am', title: 'Morning', cutoffMode: 'day-before', cutoffTime: '16:00' }],
    },
    express: { visibleTo: 'named', customers: [acme] },
  },
};
const asked = {
  customer: acme,
  service: 'groupage',
  level: '',
  date: '2026-06-16',
  zone: '',
  sentOn: '2026-06-16',
  sentAt: '14:00',
};
const answer = async (change: Partial<typeof asked> = {}, set: SetWhere = where): Promise<Simulation> =>
  simulate.run({ ...asked, ...change }, contextOf(set));
const resultOf = async (...given: Parameters<typeof answer>) => (await answer(...given)).result!;

describe('the simulator', () => {
  it('answers what can be chosen while nothing is asked', async () => {
    const { services, now, zone, result } = await simulate.run({}, contextOf(where));
    expect(services.map(({ id, levels }) => [id, levels.length])).toEqual([
      ['groupage', 1],
      ['express', 0],
    ]);
    expect({ now, zone, result }).toEqual({
      now: { day: '2026-06-16', time: '12:12' },
      zone: 'Europe/Brussels',
      result: null,
    });
  });

  it('says status, deadline and the next day as a submit would have them', async () => {
    expect(await resultOf()).toMatchObject({
      becomes: 'refused',
      outcome: 'late',
      status: { id: 'to-plan', by: 'service' },
      deadline: { day: '2026-06-16', time: '14:00', place: 'Brussels' },
      next: '2026-06-17',
    });
    expect(await resultOf({ sentAt: '13:59' })).toMatchObject({ becomes: 'accepted', outcome: 'in-time' });
    const refer = { ...where, tenant: { ...twoServices, late: 'refer' as const } };
    expect(await resultOf({}, refer)).toMatchObject({ becomes: 'waits' });
  });

  it('answers the same question the same, whenever it is asked', async () => {
    const later = contextOf(where, {}, new Date('2026-06-16T11:00:00Z'));
    expect(await simulate.run(asked, later)).toEqual(await answer());
  });

  it('[T-16] refuses for a customer who may not order the service', async () => {
    expect(await resultOf({ service: 'express' })).toMatchObject({ becomes: 'accepted', isAvailable: true });
    expect(await resultOf({ service: 'express', customer: other })).toMatchObject({
      becomes: 'refused',
      isAvailable: false,
    });
  });

  it('[T-67] names every rule, and which one decides', async () => {
    const { rules } = await resultOf({ level: 'am', date: '2026-06-17', sentAt: '16:30' });
    expect(rules.map(({ rule, decides }) => [rule, decides])).toEqual([
      ['service.available', false],
      ['status.service', false],
      ['zone.tenant', false],
      ['service.same-day', false],
      ['level.day-before', true],
    ]);
  });

  it('says what it cannot read, at its field', async () => {
    const { issues, result } = await answer({
      service: 'xpres',
      customer: 'acme',
      date: '31/06',
      zone: 'Mars',
      sentAt: '',
    });
    expect(issues.map(({ path }) => path)).toEqual(['service', 'customer', 'date', 'zone', 'sentAt']);
    expect(result).toBeNull();
    for (const { code } of issues) expect(english).toHaveProperty([`issue.${code}`]);
  });

  it('reads a time of sending that never comes, and one that comes twice', async () => {
    const spring = await resultOf({ sentOn: '2026-03-29', sentAt: '02:30' });
    const autumn = await resultOf({ date: '2026-10-26', sentOn: '2026-10-25', sentAt: '02:30' });
    expect([spring.outcome, autumn.outcome]).toEqual(['in-time', 'in-time']);
  });

  it('has words for every rule that it can name', async () => {
    const business = (cutoffTime: string, cutoffMode: 'same-day' | 'day-before'): SetWhere => ({
      tenant: {
        ...twoServices,
        cutoffMode,
        cutoffTime,
        cutoffDays: 'business',
        holidays: ['2026-06-17'],
        workdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      },
    });
    const results = await Promise.all([
      resultOf(),
      resultOf({ date: '2026-06-15' }),
      resultOf({ date: '2026-06-20' }),
      resultOf({ date: '2026-06-17' }, business('14:00', 'day-before')),
      resultOf({ date: '2026-06-18' }, business('14:00', 'day-before')),
      resultOf({ date: '2026-10-25' }, business('02:30', 'same-day')),
      resultOf({ date: '2027-03-28' }, business('02:30', 'same-day')),
      resultOf({ date: '2027-03-29' }, business('02:30', 'day-before')),
    ]);
    const rules = new Set(results.flatMap((result) => result.rules.map(({ rule }) => rule)));
    expect([...rules]).toEqual(
      expect.arrayContaining([
        'past',
        'closed.weekday',
        'closed.holiday',
        'service.day-before.skipped',
        'service.same-day.repeated',
        'service.same-day.missing',
      ]),
    );
    for (const rule of rules) expect(english).toHaveProperty([`transport.ui.rule.${rule}`]);
  });
});

import type { JsonGroup } from '@docket/sdk/content';
import { describe, expect, it } from 'vitest';
import { paint, withStop } from '../samples.fixture.ts';
import { checked, said } from './checked.fixture.ts';

const withAddress = (change: JsonGroup): JsonGroup =>
  withStop(1, { address: { ...(paint.stops[1]!['address'] as JsonGroup), ...change } });
const [antwerpen, dublin] = [paint.stops[0]!, paint.stops[1]!];
const via = (...stops: readonly JsonGroup[]): JsonGroup => ({ ...paint, stops });

describe('a stop', () => {
  it('counts by the shop’s clock where it names no zone, and takes days and times as people write them', () => {
    const { content } = checked(withStop(0, { zone: '', date: '２０２６-06-17', from: '8.30', to: '' }));
    expect(content!.stops[0]).toMatchObject({
      zone: 'Europe/Brussels',
      date: '2026-06-17',
      from: '08:30',
      earliest: '2026-06-17T06:30:00.000Z',
      latest: '2026-06-17T22:00:00.000Z',
      precision: 'time',
    });
  });

  it('takes a country by its name, as saved addresses have it', () => {
    expect(checked(withAddress({ country: 'ireland' })).content!.stops[1]!.address.country).toBe('IE');
  });

  it('stays with whole days where no time is given, wherever it is', () => {
    const { content } = checked(withStop(1, { date: '2026-06-18', from: '', dateTo: '2026-06-19', to: '' }));
    expect(content).toMatchObject({ dueOn: '2026-06-19', stops: [{}, { precision: 'date' }] });
  });

  it('is due by the shop’s day where a time is given', () => {
    const late = withStop(1, { zone: 'America/New_York', date: '2026-06-18', from: '20:00', to: '21:00' });
    expect(checked(late).content!.dueOn).toBe('2026-06-19');
  });

  it('says which it means of a time that comes twice, and forgets it where the time comes once', () => {
    const autumn = { date: '2026-10-25', from: '02:30', to: '' };
    const delivery = { date: '2026-10-26' };
    const on = (collection: JsonGroup) => via({ ...antwerpen, ...collection }, { ...dublin, ...delivery });
    expect(said(on(autumn))).toEqual(['stops.0.from time-repeated']);
    expect(checked(on({ ...autumn, fromPick: 'second' })).content!.stops[0]).toMatchObject({
      fromPick: 'second',
      earliest: '2026-10-25T01:30:00.000Z',
    });
    expect(checked(withStop(0, { fromPick: 'second' })).content!.stops[0]!.fromPick).toBe('');
  });

  it('keeps its id, and gets one where it has none', () => {
    const { content } = checked(via({ ...antwerpen, id: 's7' }, { ...antwerpen, id: '' }, { ...dublin, id: 's7' }));
    expect(new Set(content!.stops.map(({ id }) => id)).size).toBe(3);
    expect(content!.stops[0]!.id).toBe('s7');
  });

  it.each<[string, JsonGroup]>([
    ['stops.0 line-unreadable', { ...paint, stops: ['Antwerpen', ...paint.stops] }],
    ['stops.0.action action-unknown', withStop(0, { action: 'fetch' })],
    ['stops collection-missing', via(dublin, dublin)],
    ['stops delivery-missing', via(antwerpen, antwerpen)],
    ['stops.1.address.company name-missing', withAddress({ company: '', name: ' ' })],
    ['stops.1.address.street street-missing', withAddress({ street: '' })],
    ['stops.1.address.city town-missing', withAddress({ city: '' })],
    ['stops.1.address.country country-missing', withAddress({ country: '' })],
    ['stops.1.address.country country-unknown', withAddress({ country: 'Eire' })],
    ['stops.1.address.planet unknown-field', withAddress({ planet: 'Earth' })],
    ['stops.0.zone zone-unknown', withStop(0, { zone: 'Brussels' })],
    ['stops.0.date date-missing', withStop(0, { date: '' })],
    ['stops.0.date not-a-date', withStop(0, { date: '2026-02-30' })],
    ['stops.1.date date-far', withStop(1, { date: '2027-06-18' })],
    ['stops.1.dateTo date-far', withStop(1, { dateTo: '2027-06-18' })],
    ['stops.0.dateTo not-a-date', withStop(0, { dateTo: '31/06' })],
    ['stops.0.from not-a-time', withStop(0, { from: '25:00' })],
    ['stops.0.to not-a-time', withStop(0, { to: 'noon' })],
    ['stops.0.from time-skipped', withStop(0, { date: '2027-03-28', from: '02:30', to: '04:00' })],
    ['stops.0.to latest-before-earliest', withStop(0, { from: '11:00', to: '08:00' })],
    ['stops.0.dateTo latest-before-earliest', withStop(0, { dateTo: '2026-06-16', to: '' })],
    ['stops.0.serviceMinutes measure-not-a-number', withStop(0, { serviceMinutes: 'long' })],
    ['stops.0.serviceMinutes measure-much', withStop(0, { serviceMinutes: '2000' })],
  ])('is told at its field: %s', (fault, draft) => {
    expect(said(draft)).toContain(fault);
    expect(checked(draft).content).toBeUndefined();
  });

  it('says once what is wrong with a day that both ends have', () => {
    expect(said(withStop(0, { date: '31/06' }))).toEqual(['stops.0.date not-a-date']);
  });

  it('names the time that was left out, and the one that may be meant', () => {
    const { issues } = checked(withStop(0, { date: '2027-03-28', from: '02:30', to: '04:00' }));
    expect(issues.find(({ code }) => code === 'transport.time-skipped')?.params).toMatchObject({
      time: '02:30',
      meant: '03:30',
    });
  });
});

describe('the sequence of stops', () => {
  const carrying = (change: JsonGroup, ...stops: readonly JsonGroup[]): JsonGroup => ({
    ...via(...stops),
    goods: [{ ...paint.goods[0], ...change }],
  });
  const gent = { ...antwerpen, id: 's3' };

  it('is delivered on the day of its collection, unless the window is over before', () => {
    const sameDay = { date: '2026-06-17', zone: 'Europe/Brussels' };
    expect(said(withStop(1, { ...sameDay, from: '', to: '' }))).toEqual([]);
    expect(said(withStop(1, { ...sameDay, from: '', to: '07:00' }))).toEqual([
      'stops.1.to delivery-before-collection',
    ]);
  });

  it('names both where goods are delivered before they are collected', () => {
    const { issues } = checked(withStop(1, { date: '2026-06-16' }));
    expect(issues).toMatchObject([
      { path: 'stops.1.to', params: { collection: '2026-06-17 08:00', delivery: '2026-06-16 15:00' } },
    ]);
  });

  it('counts by the clock of each stop', () => {
    // 14:30 in New York is 20:30 in Brussels.
    const west = { ...antwerpen, zone: 'America/New_York', from: '14:30', to: '15:00' };
    const there = { ...dublin, date: '2026-06-17', zone: 'Europe/Brussels', from: '', to: '20:00' };
    expect(said(via(west, there))).toEqual(['stops.1.to delivery-before-collection']);
    expect(said(via(west, { ...there, to: '21:00' }))).toEqual([]);
  });

  it.each<[string, JsonGroup]>([
    ['stops stops-reversed', carrying({}, dublin, antwerpen)],
    ['goods.0.to stops-reversed', carrying({ from: 's3', to: 's2' }, antwerpen, dublin, gent, { ...dublin, id: 's4' })],
    ['goods.0.from stop-unknown', carrying({ from: 's9' }, antwerpen, dublin)],
    ['goods.0.to stop-unknown', carrying({ to: 's9' }, antwerpen, dublin)],
    ['goods.0.from from-unloading', carrying({ from: 's2' }, antwerpen, dublin)],
    ['goods.0.to to-loading', carrying({ to: 's3' }, antwerpen, gent, dublin)],
    [
      'stops.2.to delivery-before-collection',
      carrying({ from: 's3' }, antwerpen, { ...gent, date: '2026-06-19' }, dublin),
    ],
  ])('is told where it is wrong: %s', (fault, draft) => {
    expect(said(draft)).toEqual([fault]);
  });

  it('lets goods change vehicles on the way, and come back', () => {
    const hub = { ...antwerpen, id: 's5', action: 'transship', date: '2026-06-17', from: '12:00', to: '18:00' };
    const back = { ...dublin, id: 's6', action: 'return', date: '2026-06-19' };
    expect(said(carrying({ from: 's5', to: 's6' }, antwerpen, hub, dublin, back))).toEqual([]);
  });
});

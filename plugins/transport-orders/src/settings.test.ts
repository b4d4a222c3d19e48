import { describe, expect, it } from 'vitest';
import { settings, settingsOf } from './settings.ts';

const faultsOf = (values: object) => settings.safeParse(values).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('the settings', () => {
  it('have a title and a help each', () => {
    for (const field of Object.values(settings.shape))
      expect(field.meta()).toMatchObject({ title: expect.any(String), help: expect.any(String) });
  });

  it('[T-08] always have a status that new orders begin in', () => {
    expect(settings.parse({}).initialStatus).toBe('quote');
    expect(faultsOf({ initialStatus: '' })).toEqual(['initialStatus']);
  });

  it('[T-16] tell nothing to a customer’s browser', () => {
    for (const field of Object.values(settings.shape)) expect(field.meta()).not.toHaveProperty('visibility', 'public');
  });

  it('[T-22] ask for a time where orders close, and for none where they do not', () => {
    expect(faultsOf({ cutoffMode: 'none' })).toEqual([]);
    for (const cutoffMode of ['day-before', 'same-day']) {
      expect(faultsOf({ cutoffMode })).toEqual(['cutoffTime']);
      expect(faultsOf({ cutoffMode, cutoffTime: '14:00' })).toEqual([]);
    }
  });

  it('[T-22] [T-67] ask for the time of a level, too', () => {
    const level = { id: 'am', title: 'Morning', cutoffMode: 'same-day' };
    expect(faultsOf({ levels: [level] })).toEqual(['levels.0.cutoffTime']);
    expect(faultsOf({ levels: [{ ...level, cutoffTime: '10:00' }] })).toEqual([]);
  });

  it('refuse a code that is there twice', () => {
    const service = { id: 'express', title: 'Express' };
    for (const list of ['services', 'equipment'])
      expect(faultsOf({ [list]: [service, { ...service, title: 'Other' }] })).toEqual([`${list}.1.id`]);
  });

  it('refuse what no carrier can mean', () => {
    expect(faultsOf({ workdays: [] })).toEqual(['workdays']);
    expect(faultsOf({ holidays: ['2026-02-30'] })).toEqual(['holidays.0']);
    expect(faultsOf({ cutoffTime: '24:00' })).toEqual(['cutoffTime']);
    for (const key of ['kgPerCubicMetre', 'kgPerLoadingMetre', 'kgPerPackage'])
      expect(faultsOf({ [key]: 0 })).toEqual([key]);
    expect(faultsOf({ tolerancePercent: -1 })).toEqual(['tolerancePercent']);
    expect(settingsOf({ workdays: [] })).toEqual(settings.parse({}));
  });
});

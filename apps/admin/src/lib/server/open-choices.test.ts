import type { Json } from '@docket/sdk';
import type { SettingSchema } from '@docket/ui/settings/setting-fields.ts';
import { describe, expect, it } from 'vitest';
import { withOpenChoices } from './open-choices.ts';
import { settingsChange } from './settings-fields.ts';

const schema: SettingSchema = {
  type: 'object',
  properties: {
    status: { type: 'string', enum: ['quote', 'plan'], default: 'quote' },
    rush: { type: 'boolean', default: false },
    time: { type: 'string' },
    buyers: { type: 'array', items: { type: 'string' }, control: 'customers' },
  },
};
const values = { status: 'quote', rush: true, time: '14:00', buyers: ['c1'] };

/** What is saved when these fields are posted, the others as the form was filled. */
function saved(own: readonly string[], posted: Readonly<Record<string, string>>): Record<string, Json> {
  const shown = withOpenChoices(schema, { values, own });
  const filled = {
    status: shown.values['status'] === undefined ? '' : 'quote',
    rush: shown.values['rush'] === undefined ? '' : 'on',
    time: '14:00',
    buyers: 'c1',
  };
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...filled, ...posted })) form.append(name, value);
  return settingsChange(schema, shown.values, form);
}

describe('the settings of a customer or a service', () => {
  it('leave a choice and a switch open until they are made there', () => {
    expect(withOpenChoices(schema, { values, own: [] })).toEqual({
      values: { time: '14:00', buyers: ['c1'] },
      own: [],
      open: ['status', 'rush'],
    });
    expect(withOpenChoices(schema, { values, own: ['status', 'time'] })).toMatchObject({
      values: { status: 'quote' },
      own: ['time'],
    });
  });

  it('change nothing when nothing was changed', () => {
    expect(saved([], {})).toEqual({});
    expect(saved(['status', 'rush', 'time'], {})).toEqual({});
  });

  it('[T-04] keep a choice that is made, also where the wider scope says the same just now', () => {
    expect(saved([], { status: 'quote', rush: 'on' })).toEqual({ status: 'quote', rush: true });
    expect(saved([], { rush: 'off' })).toEqual({ rush: false });
  });

  it('[T-07] give a choice that is opened again back to the wider scope', () => {
    expect(saved(['status', 'rush'], { status: '', rush: '' })).toEqual({ status: null, rush: null });
  });

  it('give everything else back by its button, or when it is emptied', () => {
    expect(saved(['time'], { $reset: 'time' })).toEqual({ time: null });
    expect(saved(['time'], { time: '' })).toEqual({ time: null });
  });
});

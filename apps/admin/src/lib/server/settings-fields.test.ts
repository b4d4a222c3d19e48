import { describe, expect, it } from 'vitest';
import type { SettingSchema } from '@docket/ui/settings/setting-fields.ts';
import { settingsChange, typedSettings } from './settings-fields.ts';

const schema: SettingSchema = {
  type: 'object',
  properties: {
    lead: { type: 'integer', title: 'Lead time', default: 7 },
    rush: { type: 'boolean', title: 'Takes rush orders', default: false },
    note: { type: 'string', title: 'Note', default: '', control: 'textarea' },
    key: { type: 'string', title: 'Key', visibility: 'secret' },
  },
};
const held = { lead: 7, rush: false, note: 'Hello' };

function posted(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

describe('the settings form', () => {
  it('saves only what was changed, so that the rest goes on coming from where it comes from', () => {
    expect(settingsChange(schema, held, posted({ lead: '9', note: 'Hello' }))).toEqual({ lead: 9 });
  });

  it('gives a setting that was emptied back to the wider scope', () => {
    expect(settingsChange(schema, held, posted({ lead: '7', note: '' }))).toEqual({ note: null });
  });

  it('gives a switch back to the wider scope when asked to, beside what else was changed', () => {
    const form = posted({ lead: '9', rush: 'on', note: 'Hello', $reset: 'rush' });
    expect(settingsChange(schema, held, form)).toEqual({ lead: 9, rush: null });
  });

  it('leaves a secret alone, sets it, or forgets it', () => {
    expect(settingsChange(schema, held, posted({ lead: '7', note: 'Hello', key: '' }))).toEqual({});
    expect(settingsChange(schema, held, posted({ lead: '7', note: 'Hello', key: 's3' }))).toEqual({ key: 's3' });
    expect(settingsChange(schema, held, posted({ lead: '7', note: 'Hello', key: '', 'key.$forget': 'on' }))).toEqual({
      key: null,
    });
  });

  it('never sends a secret back to the page', () => {
    expect(typedSettings(schema, posted({ lead: 'seven', note: 'x', key: 's3' }))).toEqual({
      lead: 'seven',
      rush: false,
      note: 'x',
    });
  });
});

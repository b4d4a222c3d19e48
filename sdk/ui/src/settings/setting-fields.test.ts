import { describe, expect, it } from 'vitest';
import { readSettingFields } from './setting-fields.ts';
import type { SettingSchema } from './setting-fields.ts';

const only = (property: SettingSchema, required: readonly string[] = []) =>
  readSettingFields({ type: 'object', properties: { it: property }, required })[0];

describe('the fields of a settings form', () => {
  it.each<[SettingSchema, string]>([
    [{ type: 'string' }, 'text'],
    [{ type: 'string', control: 'textarea' }, 'longtext'],
    [{ type: 'string', control: 'color' }, 'color'],
    [{ type: 'string', format: 'date' }, 'date'],
    [{ type: 'string', control: 'time' }, 'time'],
    [{ type: 'string', control: 'service' }, 'offered'],
    [{ type: 'string', control: 'status' }, 'offered'],
    [{ type: 'string', visibility: 'secret' }, 'secret'],
    [{ type: 'string', enum: ['a', 'b'] }, 'choice'],
    [{ type: 'number' }, 'number'],
    [{ type: 'integer' }, 'integer'],
    [{ type: 'boolean' }, 'boolean'],
    [{ type: 'array', items: { type: 'string' } }, 'list'],
    [{ type: 'array', items: { type: 'string', enum: ['a'] } }, 'choices'],
    [{ type: 'array', control: 'customers', items: { type: 'string', format: 'uuid' } }, 'customers'],
    [{ type: 'array', items: { type: 'object', properties: { w: { type: 'number' } } } }, 'table'],
    [{ type: 'object', properties: { w: { type: 'number' } } }, 'group'],
    [{ anyOf: [{ type: 'integer' }, { type: 'null' }] }, 'integer'],
  ])('draws %j as %s', (schema, kind) => {
    expect(only(schema)?.kind).toBe(kind);
  });

  it('post under the path of their setting', () => {
    const group = only({ type: 'object', properties: { width: { type: 'number' } } });
    expect(group).toMatchObject({ path: 'it', fields: [{ path: 'it.width' }] });
  });

  it('carry the title and the help of their setting, and the key where it has no title', () => {
    expect(only({ type: 'string', title: 'Reply to', help: 'Where answers go' })).toMatchObject({
      title: 'Reply to',
      help: 'Where answers go',
    });
    expect(only({ type: 'string' })?.title).toBe('it');
  });

  it('[T-41] name the switch that they need, in its words', () => {
    const needing = { type: 'boolean', needs: 'paused' };
    const properties = { it: needing, paused: { type: 'boolean', title: 'Pause' } };
    const [first, second] = readSettingFields({ type: 'object', properties });
    expect([first?.needs, second?.needs]).toEqual([{ path: 'paused', title: 'Pause' }, undefined]);
  });

  it('may stay empty only where nothing requires them and no default stands in', () => {
    expect(only({ type: 'string' })?.optional).toBe(true);
    expect(only({ type: 'string' }, ['it'])?.optional).toBe(false);
    expect(only({ type: 'string', default: 'x' })?.optional).toBe(false);
    expect(only({ anyOf: [{ type: 'string' }, { type: 'null' }] }, ['it'])?.optional).toBe(true);
  });

  it.each<[SettingSchema, string]>([
    [{}, 'it'],
    [{ anyOf: [{ type: 'string' }, { type: 'number' }] }, 'it'],
    [{ type: 'array', items: { type: 'array' } }, 'it'],
    [
      { type: 'array', items: { type: 'object', properties: { key: { type: 'string', visibility: 'secret' } } } },
      'it[].key',
    ],
  ])('refuse %j, naming the setting, because no control can ask for it', (schema, path) => {
    expect(() => only(schema)).toThrow(`The setting ${path} `);
  });
});

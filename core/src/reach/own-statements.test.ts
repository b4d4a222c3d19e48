import { describe, expect, it } from 'vitest';
import { ownCallsOf } from './own-statements.ts';

const call = (text: string, name = 'one') => ownCallsOf('order-notes')([{ name, text, values: [] }])[0]!;

describe('statements of a plugin', () => {
  it.each([
    'select * from px_order_notes.note n where n.order_id = $1',
    '  with a as (select 1) insert into px_order_notes.note select a.* from a',
    'select core.touch_order($1)',
    `select 'core.orders; drop' from px_order_notes.note -- not core.orders`,
    'select n.core from px_order_notes.note n /* public.thing */',
    'select "px_order_notes"."note".id from "px_order_notes"."note"',
  ])('may be %s', (text) => {
    expect(call(text).text).toBe(text);
  });

  it.each([
    ['select * from core.orders', 'names "core"'],
    ['select * from CORE . orders', 'names "core"'],
    ['select * from "core"."orders"', 'names "core"'],
    ['update px_order_notes.note set a = (select 1 from px_other.thing)', 'names "px_other"'],
    ['select * from public.thing', 'names "public"'],
    ['select * from jobs.job', 'names "jobs"'],
    ['select * from pg_catalog.pg_class', 'names "pg_catalog"'],
    ['select docket.core.orders.id from docket.core.orders', 'names "core"'],
    ['select core.touch_order($1), core.order_label($2)', 'names "core"'],
    [`select set_config('docket.tenant', $1, true)`, 'changes the transaction'],
    ['select 1; select 2', 'one statement'],
    ['drop table px_order_notes.note', 'begin with'],
    ['begin', 'begin with'],
    ['', 'begin with'],
  ])('are never %s', (text, why) => {
    expect(() => call(text)).toThrow(TypeError);
    expect(() => call(text)).toThrow(why);
  });

  it('have a plan by name and text: two texts never share one, however long their names are', () => {
    const [one, other] = [call('select 1'), call('select 2')];
    expect(one.name).toMatch(/^own\.order-notes\.one\.[0-9a-f]{16}$/);
    expect(other.name).not.toBe(one.name);
    const long = call('select 1', 'a name that somebody has given it without any thought for limits');
    expect(long.name.length).toBeLessThanOrEqual(63);
    expect(call('select 2', 'a name that somebody has given it without any thought for limits').name).not.toBe(
      long.name,
    );
  });
});

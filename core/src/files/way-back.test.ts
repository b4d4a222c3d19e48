import { describe, expect, it } from 'vitest';
import { pathBack, pathOnward, readControl } from './way-back.ts';

const whence = { base: '/s/shop', draft: 'd1', part: 'lines' };
const control = (fields: Readonly<Record<string, string>>) => readControl(Object.entries(fields)).control;
const onward = (fields: Readonly<Record<string, string>>) => pathOnward(control(fields), whence);

describe('the way back from a form', () => {
  it('takes the fields for the answer out of the form and leaves the step in', () => {
    const { control: read, fields } = readControl([
      ['_base', '3'],
      ['_keep', '1'],
      ['_do', 'add:lines'],
      ['_to', 'review'],
      ['title', 'Sign'],
    ]);
    expect(read).toEqual({
      base: 3,
      keepMine: true,
      mine: undefined,
      to: 'review',
      back: undefined,
      step: 'add:lines',
    });
    expect(fields).toEqual([
      ['_do', 'add:lines'],
      ['title', 'Sign'],
    ]);
  });

  it.each(['-1', '1.5', 'x', '99999999999'])('takes %j for no version', (base) => {
    expect(control({ _base: base }).base).toBe(0);
  });

  it('leads to the named part, the review or the hub beside the page it came from', () => {
    const from = { _back: '/s/shop/draft/d1/lines?conflict=1#top' };
    expect(onward({ ...from, _to: 'what' })).toBe('/s/shop/draft/d1/what');
    expect(onward({ ...from, _to: 'review' })).toBe('/s/shop/draft/d1/review');
    expect(onward({ ...from, _to: 'hub' })).toBe('/s/shop/draft/d1');
    expect(onward(from)).toBe('/s/shop/draft/d1/lines');
  });

  it('leads back to the same part after a step', () => {
    expect(onward({ _back: '/s/shop/draft/d1/lines', _to: 'review', _do: 'add:lines' })).toBe('/s/shop/draft/d1/lines');
  });

  it.each([
    '//evil.test/x',
    '/\\evil.test',
    'https://evil.test',
    'javascript:alert(1)',
    '/s/other/draft',
    '/s/shop/../x',
    '/s/shop\r\nX: 1',
    '',
  ])('does not lead to %j', (back) => {
    expect(pathBack(control({ _back: back }), whence)).toBe('/s/shop/draft/d1/lines');
  });

  it('does not take an address for a part', () => {
    expect(onward({ _back: '/s/shop/draft/d1/lines', _to: '../../evil' })).toBe('/s/shop/draft/d1/lines');
  });
});

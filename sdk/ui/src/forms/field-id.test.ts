import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controlAttributes, fieldId } from './field-id.ts';

describe('the id of a field', () => {
  it.each([
    ['email', 'field-email'],
    ['limits.0.width', 'field-limits-0-width'],
    ['due-date', 'field-due--date'],
  ])('of %s is %s', (name, id) => {
    expect(fieldId(name)).toBe(id);
  });

  it('can stand in a link and in aria-describedby, whatever the name', () => {
    fc.assert(fc.property(fc.string({ minLength: 1 }), (name) => /^field-[\w-]*$/.test(fieldId(name))));
  });

  it('differs for different dotted names', () => {
    const part = fc.stringMatching(/^[a-zA-Z0-9-]{1,6}$/).filter((text) => !/^-|-$/.test(text));
    const names = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
    fc.assert(fc.property(names, names, (one, other) => (one === other) === (fieldId(one) === fieldId(other))));
  });
});

describe('a control', () => {
  it('is described by its hint, then by its error', () => {
    expect(controlAttributes('po', { hint: true, error: true })).toEqual({
      id: 'field-po',
      name: 'po',
      'aria-describedby': 'field-po-hint field-po-error',
      'aria-invalid': 'true',
    });
  });

  it('keeps its name and has the id of its form’s scope', () => {
    const scoped = controlAttributes('po', { hint: true, error: false }, fieldId('first.po'));
    expect(scoped).toMatchObject({ id: 'field-first-po', name: 'po', 'aria-describedby': 'field-first-po-hint' });
  });

  it('has no description and is not invalid when there is nothing to say', () => {
    const attributes = controlAttributes('po', { hint: false, error: false });
    expect([attributes['aria-describedby'], attributes['aria-invalid']]).toEqual([undefined, undefined]);
  });
});

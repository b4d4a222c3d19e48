import { describe, expect, it } from 'vitest';
import { decisionIn } from './wish-form.ts';

function posted(...entries: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  form.set('version', '3');
  for (const [name, value] of entries) form.append(name, value);
  return form;
}
const two = [
  ['path', 'title'],
  ['path', 'lines.a'],
] as const;

describe('what staff decide about the fields of a change', () => {
  it('is all of it when every field is taken, or when all are asked for', () => {
    expect(decisionIn(posted(...two, ['take', 'title'], ['take', 'lines.a'])).accept).toBe('all');
    expect(decisionIn(posted(...two, ['all', '1'])).accept).toBe('all');
  });

  it('is the taken ones with the reason for each other, and no reason for what is taken', () => {
    const { version, accept, reasons, typed } = decisionIn(
      posted(...two, ['take', 'title'], ['reason.0', 'old'], ['reason.1', ' No room. ']),
    );
    expect({ version, accept, reasons }).toEqual({
      version: 3,
      accept: ['title'],
      reasons: [{ path: 'lines.a', reason: 'No room.' }],
    });
    expect(typed).toEqual({ taken: ['title'], reasons: { title: 'old', 'lines.a': 'No room.' }, override: '' });
  });

  it('[T-69] holds why it is taken although a rule stands against it', () => {
    const { override, typed } = decisionIn(posted(...two, ['all', '1'], ['override', ' It is small. ']));
    expect([override, typed.override]).toEqual(['It is small.', 'It is small.']);
    expect(decisionIn(posted(...two, ['all', '1']))).not.toHaveProperty('override');
  });
});

import { describe, expect, it } from 'vitest';
import { readAnswer } from './posted-answer.ts';

const formOf = (...fields: readonly (readonly [string, string])[]): FormData => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
};
const read = (...fields: readonly (readonly [string, string])[]) => readAnswer(formOf(...fields), 'EUR').answer;

describe('a form that answers questions', () => {
  it('names each question with the hash of what was shown', () => {
    expect(read(['approval', 'a 1f'], ['approval', 'b 2f'], ['choice', 'approve'])).toEqual({
      decisions: [
        { approval: 'a', hash: '1f' },
        { approval: 'b', hash: '2f' },
      ],
      choice: 'approve',
    });
  });

  it('may name one alone, with its hash beside it', () => {
    expect(read(['approval', 'a'], ['hash', '1f'], ['choice', 'approve']).decisions).toEqual([
      { approval: 'a', hash: '1f' },
    ]);
  });

  it('says why, and what would be right, in the currency of the shop or of the question', () => {
    const declined = [
      ['approval', 'a 1f'],
      ['choice', 'decline'],
      ['reason', ' Too much. '],
    ] as const;
    expect(read(...declined, ['counter', '12,50'])).toMatchObject({
      reason: 'Too much.',
      counter: { minor: 1250, currency: 'EUR' },
    });
    expect(read(...declined, ['counter', '1250'], ['currency', 'JPY']).counter).toEqual({
      minor: 1250,
      currency: 'JPY',
    });
    expect(read(...declined, ['counter', 'nothing']).counter).toEqual({ minor: -1, currency: 'EUR' });
    expect(read(...declined)).not.toHaveProperty('counter');
  });

  it('keeps what belongs to one of several forms apart by its question', () => {
    const form = [
      ['approval', 'a 1f'],
      ['choice', 'decline'],
      ['reason.a', 'Mine'],
      ['reason.b', 'Another’s'],
    ] as const;
    expect(read(...form).reason).toBe('Mine');
    expect(readAnswer(formOf(...form), 'EUR').typed).toEqual({
      approval: 'a',
      choice: 'decline',
      reason: 'Mine',
      counter: '',
      ticked: [],
    });
  });

  it('confirms points, of one question alone', () => {
    const ticked = [
      ['ticked.a', 'spelling'],
      ['ticked.a', 'size'],
      ['ticked.b', 'ink'],
      ['choice', 'approve'],
    ] as const;
    expect(read(['approval', 'a 1f'], ...ticked).ticked).toEqual(['spelling', 'size']);
    expect(read(['approval', 'a 1f'], ['ticked', 'ink'], ['choice', 'approve']).ticked).toEqual(['ink']);
    expect(read(['approval', 'a 1f'], ['approval', 'b 2f'], ...ticked)).not.toHaveProperty('ticked');
    expect(readAnswer(formOf(['approval', 'a 1f'], ...ticked), 'EUR').typed.ticked).toEqual(['spelling', 'size']);
  });
});

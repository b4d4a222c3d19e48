import { describe, expect, it } from 'vitest';
import { isRefused } from './refused-page.ts';

const refusal = { code: 'limit.reached' };

describe('a page after a form was posted', () => {
  it.each<[string, Omit<Parameters<typeof isRefused>[0], 'error'>, boolean]>([
    ['shows a form that was not taken', { status: 422, form: { refusal }, data: {} }, true],
    ['shows one whose code was wrong', { status: 401, form: { proof: { refusal } }, data: {} }, true],
    ['asks for a newer proof first', { status: 401, form: { proof: { refusal: null } }, data: {} }, false],
    ['shows what was taken', { status: 200, form: {}, data: { refusedUpload: null, posted: null } }, false],
    ['is only looked at', { status: 200, form: null, data: {} }, false],
    ['shows files that were not taken', { status: 200, form: null, data: { refusedUpload: { refusal } } }, true],
    ['shows a part’s file that was not taken', { status: 200, form: null, data: { posted: { refused: {} } } }, true],
    ['shows two versions of a part', { status: 200, form: null, data: { posted: { refused: undefined } } }, false],
  ])('%s', (_, page, refused) => {
    expect(isRefused({ ...page, error: null })).toBe(refused);
  });

  it('that could not be drawn says so itself', () => {
    expect(isRefused({ status: 404, error: {}, form: { refusal }, data: {} })).toBe(false);
  });
});

import fc from 'fast-check';
import { mostApprovers } from '@docket/sdk';
import { addDays } from '@docket/sdk/content';
import { describe, expect, it } from 'vitest';
import { expectedAgain, readExpected, usuallyExpected, type Expected, type TypedExpected } from './expected.ts';

const person = (id: string) => ({ id, name: id, email: `${id}@smith.test` });
const [sarah, bob, vera] = [person('sarah'), person('bob'), person('vera')] as const;
const present = { today: '2026-06-16', people: [sarah, bob] };
const anybody: Expected = { approvers: null, due: null };

describe('what is usually expected', () => {
  it.each([
    ['the first answer of anybody, at any time', { approvers: 'any', answerWithinDays: 0 }, anybody],
    ['an answer within days', { approvers: 'any', answerWithinDays: 20 }, { approvers: null, due: '2026-07-06' }],
    [
      'the answers of all who may approve',
      { approvers: 'all', answerWithinDays: 0 },
      { approvers: { rule: 'all', contacts: ['sarah', 'bob'] }, due: null },
    ],
  ] as const)('is %s', (_, usual, expected) => {
    expect(usuallyExpected(usual, present)).toEqual(expected);
  });

  it('is the answer of whoever may by then, where nobody may approve yet', () => {
    expect(usuallyExpected({ approvers: 'all', answerWithinDays: 0 }, { ...present, people: [] })).toEqual(anybody);
  });
});

const read = (typed: Partial<TypedExpected>, usual = anybody): object => {
  const said = readExpected({ contacts: [], ...typed }, usual, present);
  return 'issues' in said ? said.issues.map(({ path, code }) => [path, code]) : said.expected;
};

describe('what staff expect', () => {
  const usual: Expected = { approvers: { rule: 'all', contacts: ['sarah', 'bob'] }, due: '2026-06-20' };

  it.each<[string, Partial<TypedExpected>, object]>([
    ['as usual where nothing is said', {}, usual],
    ['of whoever may approve', { rule: 'whoever', contacts: ['sarah'] }, { ...usual, approvers: null }],
    [
      'of one of some people, each named once',
      { rule: 'any', contacts: ['bob', 'sarah', 'bob'] },
      { ...usual, approvers: { rule: 'any', contacts: ['bob', 'sarah'] } },
    ],
    ['by another day', { due: ' 2026-06-16 ' }, { ...usual, due: '2026-06-16' }],
    ['by no day', { due: '' }, { ...usual, due: null }],
    ['of nobody, which is refused', { rule: 'all' }, [['contacts', 'proofs.nobody-chosen']]],
    [
      'of somebody who may not, which is refused',
      { rule: 'any', contacts: ['sarah', 'vera'] },
      [['contacts', 'proofs.approver-unfit']],
    ],
    ['by a day that has passed, which is refused', { due: '2026-06-15' }, [['due', 'proofs.due-past']]],
    ['by what is no day, which is refused', { due: '2026-06-31' }, [['due', 'proofs.due-unread']]],
  ])('is %s', (_, typed, expected) => {
    expect(read(typed, usual)).toEqual(expected);
  });
});

describe('more people than can be asked', () => {
  const crowd = Array.from({ length: mostApprovers + 1 }, (_, nth) => person(`nr-${nth}`));
  const [all, most] = [crowd, crowd.slice(1)].map((people) => people.map(({ id }) => id));
  const many = { ...present, people: crowd };
  const usual = usuallyExpected({ approvers: 'all', answerWithinDays: 0 }, many);

  it.each<[string, Partial<TypedExpected>]>([
    ['as usual', {}],
    ['where staff choose them', { rule: 'any', contacts: all! }],
  ])('are refused %s, and it is said how many can be', (_, typed) => {
    expect(readExpected({ contacts: [], ...typed }, usual, many)).toMatchObject({
      issues: [
        { path: 'contacts', code: 'proofs.approvers-many', params: { most: mostApprovers, count: all!.length } },
      ],
    });
  });

  it('are asked where one of them is left out, or whoever may answers', () => {
    const asked = (typed: Partial<TypedExpected>) => readExpected({ contacts: [], ...typed }, usual, many);
    expect(asked({ rule: 'all', contacts: most! })).toMatchObject({ expected: { approvers: { contacts: most } } });
    expect(asked({ rule: 'whoever' })).toMatchObject({ expected: { approvers: null } });
  });
});

describe('what is expected of whoever is asked again', () => {
  it('is the same, by a day as far away as it was', () => {
    const before: Expected = { approvers: { rule: 'all', contacts: ['sarah', 'bob'] }, due: '2026-06-12' };
    expect(expectedAgain(before, '2026-06-09', present)).toEqual({ ...before, due: '2026-06-19' });
    expect(expectedAgain(anybody, '2026-06-09', { ...present, people: [] })).toEqual(anybody);
  });

  it('is nothing where nobody is left of those who were named: never the answer of somebody else', () => {
    const before: Expected = { approvers: { rule: 'any', contacts: ['vera'] }, due: null };
    expect(expectedAgain(before, '2026-06-09', present)).toBeUndefined();
  });

  it('never asks others than were asked, never makes of all some, and never names a day that has passed', () => {
    const contacts = fc.subarray([sarah.id, bob.id, vera.id], { minLength: 1 });
    const approvers = fc.option(fc.record({ rule: fc.constantFrom('any', 'all'), contacts }));
    const day = fc.integer({ min: 0, max: 800 }).map((days) => addDays('2026-01-01', days));
    const property = fc.property(
      fc.record({ approvers, due: fc.option(day) }),
      day,
      fc.record({ today: day, people: fc.subarray([sarah, bob, vera]) }),
      (before, askedOn, now) => {
        const again = expectedAgain(before, askedOn, now);
        const left = (before.approvers?.contacts ?? []).filter((id) => now.people.some((one) => one.id === id));
        expect(again === undefined).toBe(before.approvers !== null && left.length === 0);
        if (!again) return;
        expect(again.approvers).toEqual(before.approvers && { rule: before.approvers.rule, contacts: left });
        expect(again.due === null).toBe(before.due === null);
        if (again.due !== null) expect(again.due >= now.today).toBe(true);
      },
    );
    fc.assert(property, { numRuns: 300 });
  });
});

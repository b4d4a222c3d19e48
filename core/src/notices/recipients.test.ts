import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choices, mailing, channelsOf, staffKinds } from './kinds.ts';
import { toldStaff, type Member } from './recipients.ts';

const all = staffKinds.map(({ permission }) => permission);
const member = (id: string, more: Partial<Member> = {}): Member => ({
  id,
  name: id,
  email: `${id}@shop.test`,
  permissions: all,
  notices: {},
  backup_id: null,
  away_from: null,
  away_until: null,
  ...more,
});
const today = '2026-11-25';
const away = { away_from: '2026-11-25', away_until: '2026-11-30' };
const told = (members: readonly Member[], assignee: string | null, kind = 'intake.accepted' as const) =>
  toldStaff(kind, members, { assignee, today }).map((one) => one.member.id);

describe('who of the staff is told', () => {
  it.each([
    ['everybody, while nobody looks after the order', [member('ann'), member('bob')], null, ['ann', 'bob']],
    ['who looks after it', [member('ann'), member('bob')], 'bob', ['bob']],
    [
      'the back-up while that one is away',
      [member('ann', { ...away, backup_id: 'bob' }), member('bob'), member('cy')],
      'ann',
      ['bob'],
    ],
    [
      'everybody when both are away',
      [member('ann', { ...away, backup_id: 'bob' }), member('bob', away), member('cy')],
      'ann',
      ['ann', 'bob', 'cy'],
    ],
    ['everybody when somebody is away without a back-up', [member('ann', away), member('bob')], 'ann', ['ann', 'bob']],
    ['everybody when who looked after it is gone', [member('bob')], 'ann', ['bob']],
    [
      'who is back again',
      [member('ann', { away_from: '2026-11-01', away_until: '2026-11-24', backup_id: 'bob' }), member('bob')],
      'ann',
      ['ann'],
    ],
    [
      'who leaves tomorrow',
      [member('ann', { away_from: '2026-11-26', away_until: '2026-11-27', backup_id: 'bob' }), member('bob')],
      'ann',
      ['ann'],
    ],
    [
      'who is away until today’s end',
      [member('ann', { away_from: '2026-11-20', away_until: today, backup_id: 'bob' }), member('bob')],
      'ann',
      ['bob'],
    ],
    [
      'everybody, when who looks after it lost the permission',
      [member('ann', { permissions: [] }), member('bob')],
      'ann',
      ['bob'],
    ],
    ['nobody without the permission', [member('ann', { permissions: [] })], null, []],
  ])('is %s', (_, members, assignee, expected) => {
    expect(told(members, assignee)).toEqual(expected);
  });

  it('is nobody without the permission of the kind, whatever was chosen and whoever looks after the order', () => {
    const anyone = fc.record({
      id: fc.constantFrom('ann', 'bob', 'cy'),
      able: fc.boolean(),
      choice: fc.constantFrom(...choices),
      backup: fc.constantFrom(null, 'ann', 'bob', 'cy'),
      gone: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(anyone, { selector: ({ id }) => id }),
        fc.constantFrom(null, 'ann', 'bob'),
        (people, assignee) => {
          const members = people.map(({ id, able, choice, backup, gone }) =>
            member(id, {
              permissions: able ? all : [],
              notices: { 'intake.accepted': choice },
              backup_id: backup,
              ...(gone && away),
            }),
          );
          const result = toldStaff('intake.accepted', members, { assignee, today });
          expect(result.filter((one) => one.member.permissions.length === 0)).toEqual([]);
          // Nobody falls between two: somebody who could be told always is among them.
          expect(result.length > 0).toBe(members.some(({ permissions }) => permissions.length > 0));
        },
      ),
    );
  });

  it('is told where that one chose to be: in the bell, unless otherwise', () => {
    const members = [
      member('ann'),
      member('bob', { notices: { 'intake.accepted': 'both', 'order.assigned': 'none' } }),
    ];
    const channels = (kind: 'intake.accepted' | 'order.assigned') =>
      toldStaff(kind, members, { assignee: null, today }).map((one) => one.channels);
    expect(channels('intake.accepted')).toEqual([['bell'], ['bell', 'mail']]);
    expect(channels('order.assigned')).toEqual([['bell'], []]);
  });
});

it.each(choices)('stopping mails of "%s" leaves the bell as it is, and twice is once', (choice) => {
  const stopped = mailing(choice, false);
  expect(channelsOf(stopped)).toEqual(channelsOf(choice).filter((channel) => channel === 'bell'));
  expect(mailing(stopped, false)).toBe(stopped);
  expect(channelsOf(mailing(choice, true))).toContain('mail');
});

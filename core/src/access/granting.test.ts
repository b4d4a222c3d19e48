import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, mayChange, mayGive, mayManage, type Bundle, type Standing } from './granting.ts';
import { firstRoles, ownerRole, rolePermissions, suggestionsOf } from './roles.ts';

const permissions = ['a', 'b', 'c', 'd'] as const;
const held = fc.subarray([...permissions]);
const role = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Bundle>({ id: ownerRole, permissions }) },
  { weight: 4, arbitrary: fc.record({ id: fc.constantFrom('r1', 'r2', 'r3'), permissions: held }) },
);
const person = fc.record({ id: fc.constantFrom('ann', 'ben'), role });
const isOwner = (bundle: Bundle): boolean => bundle.id === ownerRole;
const isWithin = (small: readonly string[], large: readonly string[]): boolean =>
  small.filter((one) => large.includes(one)).length === small.length;

describe('what staff may give', () => {
  it('[abuse 58] [GHSA-v85r-wfgv-jcqc] [GHSA-37xp-mjp8-6f9x] is never more than they have, over all roles', () => {
    fc.assert(
      fc.property(person, role, (me: Standing, given) => {
        const expected = isOwner(me.role) || (!isOwner(given) && isWithin(given.permissions, me.role.permissions));
        expect(mayGive(me, given)).toBe(expected);
      }),
    );
  });

  it('[abuse 58] changes nobody who may more, no owner, and not themselves', () => {
    fc.assert(
      fc.property(person, person, (me, other) => {
        const reach =
          isOwner(me.role) || (!isOwner(other.role) && isWithin(other.role.permissions, me.role.permissions));
        expect(mayManage(me, other)).toBe(me.id !== other.id && reach);
      }),
    );
  });

  it('[abuse 58] makes no role of another one that holds more, and changes neither the own nor the owner’s', () => {
    fc.assert(
      fc.property(person, role, held, (me, changed, wanted) => {
        const expected =
          !isOwner(changed) &&
          changed.id !== me.role.id &&
          (isOwner(me.role) ||
            (isWithin(changed.permissions, me.role.permissions) && isWithin(wanted, me.role.permissions)));
        expect(mayChange(me, changed, wanted)).toBe(expected);
      }),
    );
  });

  it('[abuse 58] [GHSA-v85r-wfgv-jcqc] [GHSA-37xp-mjp8-6f9x] leads to nothing more in any number of steps', () => {
    fc.assert(
      fc.property(person, fc.array(fc.record({ role, wanted: held }), { maxLength: 8 }), (me, steps) => {
        fc.pre(!isOwner(me.role));
        for (const step of steps) {
          if (!mayChange(me, step.role, step.wanted)) continue;
          const heir = { id: 'heir', role: { ...step.role, permissions: step.wanted } };
          expect(covers(me, heir.role.permissions)).toBe(true);
        }
      }),
    );
  });

  it('is nothing with no permission at all, and everything of an empty list', () => {
    const nobody = { id: 'nil', role: { id: 'r1', permissions: [] } };
    expect(covers(nobody, [])).toBe(true);
    expect(covers(nobody, ['a'])).toBe(false);
    expect(mayGive(nobody, { id: ownerRole, permissions: [] })).toBe(false);
  });
});

describe('the roles that a shop begins with', () => {
  const print = { id: 'proofs.approve', title: 'Approve proofs', suggest: ['production', 'no-such-role'] };

  it('hold what plugins suggest for them, and the owner’s what every plugin brings', () => {
    const roles = new Map(firstRoles([print]).map(({ id, permissions: all }) => [id, all]));
    expect(roles.get('owner')).toEqual([...rolePermissions.owner, 'proofs.approve']);
    expect(roles.get('production')).toEqual([...rolePermissions.production, 'proofs.approve']);
    expect(roles.get('sales')).toEqual(rolePermissions.sales);
    expect([...roles.keys()]).toEqual(Object.keys(rolePermissions));
  });

  it('are suggested each permission once', () => {
    expect(suggestionsOf([{ ...print, suggest: ['owner', 'sales', 'sales'] }])).toEqual([
      { role: 'owner', permission: 'proofs.approve' },
      { role: 'sales', permission: 'proofs.approve' },
    ]);
  });
});

import { channelsOf, staffKinds, unchosen, type Channel, type Choices, type StaffKind } from './kinds.ts';

/** A staff member as notices need one. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly permissions: readonly string[];
  readonly notices: Choices;
  /** Who stands in on the days from `away_from` to `away_until`, both included, `YYYY-MM-DD` at the shop. */
  readonly backup_id: string | null;
  readonly away_from: string | null;
  readonly away_until: string | null;
}

/** A staff member who is told, and where. */
export interface ToldMember {
  readonly member: Member;
  readonly channels: readonly Channel[];
}

/** What an audience depends on: who looks after the order, if anybody does, and the day at the shop. */
export interface Moment {
  readonly assignee: string | null;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

const isAway = ({ away_from: from, away_until: until }: Member, today: string): boolean =>
  from !== null && until !== null && from <= today && today <= until;

/**
 * Who of the shop's staff is told of a kind, and where: who looks after the order, or that person's back-up while away;
 * everybody with the permission where nobody does, or nobody of the two is there.
 */
export function toldStaff(
  kind: StaffKind,
  members: readonly Member[],
  { assignee, today }: Moment,
): readonly ToldMember[] {
  const { permission } = staffKinds.find(({ id }) => id === kind)!;
  const able = members.filter(({ permissions }) => permissions.includes(permission));
  const there = (id: string | null): Member | undefined =>
    able.find((member) => member.id === id && !isAway(member, today));
  const owner = able.find(({ id }) => id === assignee);
  const one = there(assignee) ?? there(owner?.backup_id ?? null);
  return (one ? [one] : able).map((member) => ({
    member,
    channels: channelsOf(member.notices[kind] ?? unchosen.staff),
  }));
}

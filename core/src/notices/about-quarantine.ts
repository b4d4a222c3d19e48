import type { Audience, PlainNotice } from './about-request.ts';

/** The event of a request that a machine seems to have sent. */
export const quarantined = 'intake.quarantined';

const hour = 3_600_000;

/** One id for all of an hour, of a version that no id of ours has (RFC 9562, UUIDv8): what has the same subject is told once. */
const hourId = (now: Date): string =>
  `00000000-0000-8000-8000-${Math.floor(now.getTime() / hour)
    .toString(16)
    .padStart(12, '0')}`;

/** Staff are told that something is in quarantine, once an hour at most; whoever sent it is told nothing. */
export const aboutQuarantine = ({ staff }: Pick<Audience, 'staff'>, now: Date): readonly PlainNotice[] =>
  staff.map((recipient) => ({
    type: quarantined,
    channel: 'bell',
    subject_type: 'quarantine',
    subject_id: hourId(now),
    recipient,
    data: {},
  }));

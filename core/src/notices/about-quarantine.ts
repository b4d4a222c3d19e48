import type { PlainNotice } from './plain-notice.ts';
import { staffNotices, type StaffAudience } from './staff-notices.ts';

/** The event of a request that a machine seems to have sent. */
export const quarantined = 'intake.quarantined';

const hour = 3_600_000;

/** One id for all of an hour, of a version that no id of ours has (RFC 9562, UUIDv8): what has the same subject is told once. */
const hourId = (now: Date): string =>
  `00000000-0000-8000-8000-${Math.floor(now.getTime() / hour)
    .toString(16)
    .padStart(12, '0')}`;

/** Staff are told that something is in quarantine, once an hour at most; whoever sent it is told nothing. */
export const aboutQuarantine = (audience: StaffAudience, now: Date): readonly PlainNotice[] =>
  staffNotices(
    { type: quarantined, subject_type: 'quarantine', subject_id: hourId(now) },
    { title: '', customer: '' },
    audience,
  );

import type { Channel } from './kinds.ts';

/** A notice before it has an id. */
export interface PlainNotice {
  readonly type: string;
  readonly channel: Channel;
  readonly subject_type: 'order' | 'request' | 'quarantine' | 'assignment' | 'approval' | 'reminder';
  readonly subject_id: string;
  /** A staff member's id in the bell, an address for a mail. */
  readonly recipient: string;
  /** Values for its words; `stop` is the link by which its reader gets no more of its kind. */
  readonly data: Readonly<Record<string, string | number | boolean>>;
}

import type { StatusTone } from './status.ts';

/** One thing that happened. */
export interface TimelineEvent {
  readonly id: string;
  /** What happened, in words a customer knows. */
  readonly title: string;
  /** ISO 8601 instant. */
  readonly at: string;
  /** Who did it, where that is known and may be seen. */
  readonly by?: string | undefined;
  readonly note?: string | undefined;
  /** Set when the event moved the status. */
  readonly tone?: StatusTone | undefined;
}

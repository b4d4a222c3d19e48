/** One file on its way to the shop. */
export interface FileProgress {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly sent: number;
  readonly state: 'waiting' | 'sending' | 'paused' | 'failed' | 'done';
  /** Why it failed or what to know, in words. */
  readonly note?: string | undefined;
}

/** One line of the log: what happened, and its facts. Never a secret, never what people typed. */
export interface LogEntry {
  readonly level: 'warn' | 'error';
  readonly message: string;
  readonly [fact: string]: unknown;
}

export type Log = (entry: LogEntry) => void;

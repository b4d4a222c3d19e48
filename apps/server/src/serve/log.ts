import type { LogEntry } from '@docket/core';

/** One line of JSON per entry on stderr: readable in a terminal, and by whatever collects logs. */
export function writeLog(entry: LogEntry): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
}

import type { CheckCode, CheckNotes } from '../codes.ts';
import type { Fault } from '../fault.ts';

/** Notes what a rule found, each at the path that its field has in the content. */
export function addFaults<Code extends CheckCode>(
  notes: CheckNotes,
  faults: readonly Fault<Code>[],
  pathOf: (field: string) => string,
): void {
  for (const { field, code, severity, params } of faults)
    if (severity === 'refuse') notes.refuse(pathOf(field), code, params);
    else notes.warn(pathOf(field), code, params);
}

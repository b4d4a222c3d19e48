import type { Findings } from './facts.ts';
import { inspect, type Task } from './inspect.ts';

/** The child's whole life: one task in, what it found out, then it ends. Run by `inspector.ts` with `fork`. */
// Listening keeps the process alive until the task is done; the parent sends one.
process.on('message', (task: Task) => {
  void inspect(task, answer).then(() => process.disconnect?.(), fail);
});

/** As text, so that the parent can measure it before it parses it. */
function answer(findings: Findings): void {
  process.send?.(JSON.stringify(findings));
}

function fail(error: unknown): void {
  process.stderr.write(error instanceof Error ? error.message : String(error), () => process.exit(1));
}

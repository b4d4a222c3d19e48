/** Something that a person can put right: one sentence that says what is wrong, and the next step to take. */
export class Problem extends Error {
  readonly next: string;
  /** What the failing program printed. */
  readonly output: string | undefined;

  constructor(message: string, next: string, { output, cause }: { output?: string; cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'Problem';
    this.next = next;
    this.output = output;
  }
}

/** The system's error code (`EADDRINUSE`), wherever in the chain of causes it stands. */
export function codeOf(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return undefined;
}

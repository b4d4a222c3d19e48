import type { Issue } from '../issue.ts';

type Params = Issue['params'];

// Past this many, more of the same helps nobody and costs everybody.
const most = 300;

/**
 * Collects what a check finds. Every note names its field, its rule and, in the rule's words, the next step. The words of
 * a code are the message `issue.<owner>.<code>`.
 */
export class Notes<Code extends string = string> {
  readonly issues: Issue[] = [];
  readonly #owner: string;
  #refusals = 0;

  constructor(owner: string) {
    this.#owner = owner;
  }

  /** Stops the submit. */
  refuse(path: string, code: Code, params: Params = {}): void {
    this.add(this.#note('refuse', path, code, params));
  }

  /** Is to be known, and stops nothing. */
  warn(path: string, code: Code, params: Params = {}): void {
    this.add(this.#note('warn', path, code, params));
  }

  /** Goes to staff to decide. */
  refer(path: string, code: Code, params: Params = {}): void {
    this.add(this.#note('refer', path, code, params));
  }

  /** Takes an issue as it is; a refusal counts even where the list is full. */
  add(found: Issue): void {
    if (found.severity === 'refuse') this.#refusals += 1;
    if (this.issues.length < most) this.issues.push(found);
  }

  /** How many things stop the submit. */
  get refusals(): number {
    return this.#refusals;
  }

  #note(severity: Issue['severity'], path: string, code: Code, params: Params): Issue {
    return { code: `${this.#owner}.${code}`, path: path.slice(0, 200), severity, audience: 'customer', params };
  }
}

/** A typed text for use in a message: short, on one line. */
export const quoted = (typed: unknown): string => {
  const text = typeof typed === 'string' || typeof typed === 'number' ? String(typed) : '';
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
};

import { issue, type Issue } from '@docket/sdk';
import type { CheckCode } from '../codes.ts';

type Params = Issue['params'];

// Past this many, more of the same helps nobody and costs everybody.
const most = 300;

/** Collects what a check finds. Every note names its field, its rule and, in the rule's words, the next step. */
export class Notes {
  readonly issues: Issue[] = [];
  #refusals = 0;

  /** Stops the submit. */
  refuse(path: string, code: CheckCode, params: Params = {}): void {
    this.add(issue('refuse', `garment.${code}`, short(path), params));
  }

  /** Is to be known, and stops nothing. */
  warn(path: string, code: CheckCode, params: Params = {}): void {
    this.add(issue('warn', `garment.${code}`, short(path), params));
  }

  /** Goes to staff to decide. */
  refer(path: string, code: CheckCode, params: Params = {}): void {
    this.add(issue('refer', `garment.${code}`, short(path), params));
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
}

const short = (path: string): string => path.slice(0, 200);

/** A typed text for use in a message: short, on one line. */
export const quoted = (typed: unknown): string => {
  const text = typeof typed === 'string' || typeof typed === 'number' ? String(typed) : '';
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
};

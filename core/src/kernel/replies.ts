import { Issue, type Hook } from '@docket/sdk';
import * as z from 'zod';
import type { FaultKind } from './faults.ts';

/** Instead of an answer: how the handler failed. */
export class Failed {
  readonly kind: FaultKind;
  readonly error: unknown;

  constructor(kind: FaultKind, error: unknown) {
    this.kind = kind;
    this.error = error;
  }
}

/** Instead of an answer: the handler was not called, because it keeps failing for this tenant. */
export const skipped = Symbol('skipped');

/** Why staff read `skipped` in a trace. */
export const skippedReason = 'It failed several times in a row and is left out for a while.';

const lists = {
  guard: z.array(Issue),
  within: z.array(z.strictObject({ table: z.string(), row: z.record(z.string(), z.unknown()) })),
};

/**
 * Judges an answer: the answer itself, or `Failed` when its shape is wrong. Lists of issues and rows are parsed
 * always, since they go to people and tables; the rest when `parse` is on or the hook asks for it. Parsing only
 * checks: what a plugin answered is what others get, in development and production alike.
 */
export function judged(hook: Hook, answer: unknown, parse: boolean): unknown {
  if (hook.kind === 'guard' || hook.kind === 'within') return fits(lists[hook.kind], answer);
  return parse || hook.parse === true ? fits(hook.output, answer) : answer;
}

/** A schema's own checks may throw at a hostile value: that answer is invalid too. */
function fits(schema: z.ZodType, answer: unknown): unknown {
  try {
    const { error } = schema.safeParse(answer);
    return error ? new Failed('invalid', error) : answer;
  } catch (error) {
    return new Failed('invalid', error);
  }
}

/** True for promises and whatever awaits like one; a `then` that cannot be read fails where it is awaited. */
export function isPromise(reply: unknown): reply is PromiseLike<unknown> {
  if (typeof reply !== 'object' || reply === null) return false;
  try {
    return 'then' in reply && typeof reply.then === 'function';
  } catch {
    return true;
  }
}

/** Waits so long for a promise and never rejects: lateness and rejection become `Failed`. */
export function inTime(
  promise: PromiseLike<unknown>,
  milliseconds: number,
  expire: (reason: Error) => void,
): Promise<unknown> {
  return new Promise((resolve) => {
    const late = (): void => {
      const error = new DOMException(`There was no answer within ${milliseconds} ms.`, 'TimeoutError');
      resolve(new Failed('timeout', error));
      expire(error);
    };
    const timer = setTimeout(late, milliseconds);
    const end = (reply: unknown): void => {
      clearTimeout(timer);
      resolve(reply);
    };
    Promise.resolve(promise).then(end, (error: unknown) => end(new Failed('throw', error)));
  });
}

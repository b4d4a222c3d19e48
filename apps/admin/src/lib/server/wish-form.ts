import { textOf } from './posted.ts';

/** What a form says of the fields of a change, as the core takes it. */
export interface PostedDecision {
  /** Version of the order that was looked at. */
  readonly version: number;
  readonly accept: 'all' | string[];
  /** Why each other field stays as it is. */
  readonly reasons: { readonly path: string; readonly reason: string }[];
  /** Why it is taken although a rule stands against it. */
  readonly override?: string;
}

/** What was chosen and typed, to be shown again beside the fields as they are then. */
export interface TypedDecision {
  readonly taken: readonly string[];
  readonly reasons: Readonly<Record<string, string>>;
  readonly override: string;
}

/** What the form posted; `path` names every field that it showed, `take` those that are taken. */
export function decisionIn(form: FormData): PostedDecision & { readonly typed: TypedDecision } {
  const paths = form.getAll('path').map(String);
  const taken = form.getAll('take').map(String);
  const override = textOf(form, 'override');
  const reasons = paths.map((path, at) => ({ path, reason: textOf(form, `reason.${at}`) }));
  return {
    version: Number(form.get('version')),
    accept: form.has('all') || taken.length === paths.length ? 'all' : taken,
    reasons: reasons.filter(({ path, reason }) => reason !== '' && !taken.includes(path)),
    ...(override !== '' && { override }),
    typed: { taken, reasons: Object.fromEntries(reasons.map(({ path, reason }) => [path, reason])), override },
  };
}

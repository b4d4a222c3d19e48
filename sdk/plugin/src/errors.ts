/**
 * A refusal or failure a caller can meet: a stable code, the HTTP status it maps to, and the message keys
 * `error.<code>` (what happened) and `error.<code>.next` (what to do). Bugs are ordinary errors, never this.
 */
export class PlatformError extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: Readonly<Record<string, string | number>>;
  readonly details: unknown;

  constructor(
    definition: ErrorDefinition,
    params: Readonly<Record<string, string | number>> = {},
    extra: { details?: unknown; cause?: unknown } = {},
  ) {
    super(fill(definition.sentence, params), extra.cause === undefined ? undefined : { cause: extra.cause });
    this.name = 'PlatformError';
    this.code = definition.code;
    this.status = definition.status;
    this.params = params;
    this.details = extra.details;
  }
}

/** One row of a package's error table. `sentence` is the English text; `next` what the reader can do. */
export interface ErrorDefinition {
  readonly code: string;
  readonly status: number;
  readonly sentence: string;
  readonly next: string;
}

type Row = Omit<ErrorDefinition, 'code'>;

/** Names every row of a package's error table by its key: all codes of a package stand in its `errors.ts`. */
export function defineErrors<const T extends Record<string, Row>>(
  table: T,
): { readonly [K in keyof T]: ErrorDefinition } {
  const named = Object.entries(table).map(([code, row]) => [code, Object.freeze({ code, ...row })] as const);
  return Object.freeze(Object.fromEntries(named)) as { readonly [K in keyof T]: ErrorDefinition };
}

/** Fills `{name}` places of a sentence; unknown places stay as they are, so a gap is visible. */
const fill = (sentence: string, params: Readonly<Record<string, string | number>>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));

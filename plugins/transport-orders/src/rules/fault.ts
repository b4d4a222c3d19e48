/**
 * Something found in what was asked. `field` names it within what was given, `code` is stable, `params` fill the words;
 * `refuse` stops the order, `warn` never does.
 */
export interface Fault<Code extends string = string> {
  readonly field: string;
  readonly code: Code;
  readonly severity: 'refuse' | 'warn';
  readonly params: Readonly<Record<string, string | number>>;
}

type Params = Fault['params'];

/** Builds a fault that stops the order. */
export const refusal = <Code extends string>(field: string, code: Code, params: Params = {}): Fault<Code> => ({
  field,
  code,
  severity: 'refuse',
  params,
});

/** Builds a fault that is to be known, and stops nothing. */
export const warning = <Code extends string>(field: string, code: Code, params: Params = {}): Fault<Code> => ({
  ...refusal(field, code, params),
  severity: 'warn',
});

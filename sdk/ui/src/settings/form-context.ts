import type { FormError } from '../forms/form-error.ts';

/** What the controls of one settings form share. */
export interface SettingsForm {
  readonly values: unknown;
  readonly errors: readonly FormError[];
  /** Paths of secrets that have a value already. */
  readonly stored: readonly string[];
  /** Turns a title, a help or a choice of a schema into the reader's words. */
  readonly say: (text: string) => string;
  /** What to say about a setting beside its help, e.g. where its value comes from. */
  readonly note: (path: string) => string | undefined;
}

/** The error of the control that posts under `name`. */
export const errorOf = (form: SettingsForm, name: string): string | undefined =>
  form.errors.find((error) => error.name === name)?.message;

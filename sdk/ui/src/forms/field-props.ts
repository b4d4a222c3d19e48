/** What every field of a form is told. */
export interface FieldProps {
  /** The name it posts under: a path such as `limits.0.width`. */
  name: string;
  label: string;
  hint?: string | undefined;
  /** What to do, in the same words as in the error summary. */
  error?: string | undefined;
  /** Marks the few fields that may stay empty; the others are needed. */
  optional?: boolean | undefined;
}

/** One answer of a question with given answers. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** One error of a form. */
export interface FormError {
  /** The name of the field; without it the error belongs to the whole form and is no link. */
  readonly name?: string | undefined;
  readonly message: string;
}

/** What of a page says whether it shows a form again. */
interface Answered {
  readonly status: number;
  readonly error: object | null;
  /** What the form's action answered. */
  readonly form: { readonly refusal?: unknown; readonly proof?: { readonly refusal: unknown } } | null;
  readonly data: { readonly refusedUpload?: unknown; readonly posted?: { readonly refused?: unknown } | null };
}

/** True where what was posted last was not taken. To be asked for a newer proof first is no refusal, and a page of errors says so itself. */
export function isRefused({ status, error, form, data }: Answered): boolean {
  if (error !== null) return false;
  const isForm = form !== null && status >= 400 && form.proof?.refusal !== null;
  return isForm || Boolean(data.refusedUpload ?? data.posted?.refused);
}

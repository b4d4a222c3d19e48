import type { Told } from '#lib/page/refusal-words.ts';

/** A customer to sign in for, when the address belongs to several. */
export interface CustomerChoice {
  readonly customerSlug: string;
  readonly name: string;
}

/** Where signing in stands: what its actions answer. */
export interface SignInState {
  readonly step: 'email' | 'code' | 'customer';
  readonly email: string;
  /** The code again, for the choice of a customer. */
  readonly code?: string;
  /** The same of a link that was followed instead. */
  readonly link?: string;
  readonly choices?: readonly CustomerChoice[];
  readonly refusal: Told | null;
  /** True when the refusal is a passkey's, and of no field. */
  readonly byPasskey?: boolean;
}

/** Reads what a page's action answered; the start when it was none of signing in. */
export const signInStateOf = (answer: object | null | undefined): SignInState =>
  answer && 'step' in answer ? (answer as SignInState) : { step: 'email', email: '', refusal: null };

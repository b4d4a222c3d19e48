import type { Told } from '#lib/page/refusal-words.ts';

/** A posted form that waits for a newer proof: what it holds, and which action it was posted to. */
export interface ProofState {
  readonly action: string;
  /** Names and texts, as they were posted. */
  readonly fields: readonly (readonly [string, string])[];
  /** Where the code was mailed to. */
  readonly email: string;
  /** True for who has a passkey to prove it with instead. */
  readonly hasPasskey: boolean;
  readonly refusal: Told | null;
  /** True when the refusal is a passkey's, and not the code's. */
  readonly byPasskey?: boolean;
}

/** Reads what a page's action answered; undefined when nothing waits for a proof. */
export const proofStateOf = (answer: object | null | undefined): ProofState | undefined =>
  answer && 'proof' in answer ? (answer.proof as ProofState) : undefined;

/** How the fields of the waiting form are named beside those of the proof. */
export const keptPrefix = 'kept.';

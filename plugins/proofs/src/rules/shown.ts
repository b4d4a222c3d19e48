import type { ApprovalState, Choice, ShownLine, ShownValue } from '@docket/sdk';
import type { Obstacle } from './composable.ts';
import type { ShownPin } from './pin.ts';

/** Where a work stands. `none`: no mockup; `ready`: its newest mockup is not sent; `void`: what was asked holds no more. */
export type Standing = 'none' | 'ready' | 'waiting' | 'approved' | 'revision' | 'declined' | 'void';

/** A file by its name. */
export interface ShownFile {
  readonly id: string;
  readonly name: string;
}

/** How somebody decided. ISO 8601. */
export interface ShownDecision {
  readonly choice: Choice;
  readonly at: string;
  readonly by: string;
  /** In their own words; with `approve` a correction that they agree to. */
  readonly reason: string | null;
  /** Ids of what they confirmed. */
  readonly ticked: readonly string[];
}

/** One time that the customer was asked. */
export interface ShownRound {
  /** 1, 2, 3… of the same work. */
  readonly version: number;
  /** Number of the mockup that was shown. */
  readonly mockup: number;
  readonly pictures: readonly ShownFile[];
  /** What the shop said to it; empty where nothing. */
  readonly note: string;
  /** What its customer noted on the pictures, by number. */
  readonly pins: readonly ShownPin[];
  readonly sentAt: string;
  readonly state: ApprovalState;
  readonly decision: ShownDecision | null;
  /** Why it holds no more; `reason` is a message key, `words` what staff wrote to it. */
  readonly voided: { readonly at: string; readonly reason: string; readonly words: string | null } | null;
}

/** A work, and what its customer was asked of it. */
export interface ShownProof {
  readonly work: string;
  readonly name: string;
  readonly place: ShownValue;
  readonly spec: readonly ShownLine[];
  /** The artwork it is made from, of the order's own files. */
  readonly art: readonly ShownFile[];
  readonly pieces: number;
  readonly standing: Standing;
  /** The newest round. */
  readonly current: ShownRound | null;
  /** Those before, newest first. */
  readonly earlier: readonly ShownRound[];
  /** What an answer has to name and confirm; null where there is nothing to decide. */
  readonly question: {
    readonly id: string;
    readonly hash: string;
    /** `label` is a message key. */
    readonly ticks: readonly { readonly id: string; readonly label: string }[];
    readonly terms: { readonly version: string; readonly text: string } | null;
  } | null;
}

/** What a customer sees: all works that were ever sent. */
export interface ShownProofs {
  readonly proofs: readonly ShownProof[];
}

/** A picture of a mockup as staff see it. */
export interface StaffPicture extends ShownFile {
  /** As `GivenFile` has it; `gone` where there is no such file any more. */
  readonly state: string;
  /** While inspection runs. */
  readonly looking: boolean;
  /** True where inspection could draw nothing of it: it cannot be sent. */
  readonly undrawn: boolean;
}

/** A version of the pictures of a work. */
export interface StaffMockup {
  readonly version: number;
  readonly pictures: readonly StaffPicture[];
  readonly note: string;
  readonly at: string;
  readonly sent: boolean;
}

/** A work as staff see it. */
export interface StaffProof extends ShownProof {
  /** Newest first, without those that were removed. */
  readonly mockups: readonly StaffMockup[];
  readonly canSend: boolean;
  /** Why no mockup of it can be composed; null where one can. */
  readonly obstacle: Obstacle | null;
  /** What is to be done next; null where nothing is. */
  readonly needs: 'mockup' | 'new-mockup' | 'sending' | null;
}

/** All works of an order as staff see them. */
export interface StaffProofs {
  readonly proofs: readonly StaffProof[];
  /** Version of what was seen; forms send it back. */
  readonly sheet: number;
  /** Whether all works are approved as they are now; false where there are none. */
  readonly allApproved: boolean;
  /** Whether production waits for it. */
  readonly required: boolean;
}

/** An order whose customer wants something else, and waits. */
export interface ShownFollowUp {
  /** Id of the order. */
  readonly order: string;
  readonly number: number;
  readonly prefix: string;
  readonly title: string;
  /** Name of the first work that it is about. */
  readonly work: string;
  readonly choice: 'revise' | 'decline';
  readonly reason: string | null;
  readonly at: string;
}

export interface ShownFollowUps {
  readonly orders: readonly ShownFollowUp[];
}

import type { Approval, ApprovalState, Approver, Choice, OfflineWay, ShownLine, ShownValue } from '@docket/sdk';
import type { Obstacle } from './composable.ts';
import type { Answering } from './expected.ts';
import type { Difference } from './design.ts';
import type { ShownPin } from './pin.ts';

/** Where a work stands. `none`: no mockup; `ready`: its newest mockup is not sent; `void`: what was asked holds no more. */
export type Standing = 'none' | 'ready' | 'waiting' | 'approved' | 'revision' | 'declined' | 'void';

/** A file by its name. */
export interface ShownFile {
  readonly id: string;
  readonly name: string;
}

/** One answer. ISO 8601. */
export interface ShownAnswer {
  readonly choice: Choice;
  /** When it was given. */
  readonly at: string;
  /** Name of who gave it. */
  readonly by: string;
  /** In their own words; with `approve` a correction that they agree to. */
  readonly reason: string | null;
  /** Ids of what they confirmed. */
  readonly ticked: readonly string[];
  /** Null for an answer in the portal. */
  readonly offline: {
    readonly way: OfflineWay;
    /** Name of the staff member who wrote it down, and when; the name is empty for customers, who are not told. */
    readonly writtenBy: string;
    readonly writtenAt: string;
    /** What proves it; for staff alone. */
    readonly evidence: readonly ShownFile[];
  } | null;
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
  /** The question whose record there is, see `certificate.pdf`; null while nobody has answered. */
  readonly record: string | null;
  /** All that was answered, oldest first: several where several people have to. */
  readonly answers: readonly ShownAnswer[];
  /** Who is to answer, and who has not; null where whoever may approve does. */
  readonly approvers: Approval['approvers'];
  /** The day by which an answer is wished for; null where none was named. */
  readonly due: string | null;
  /** True where that has passed, and the answer is missing. */
  readonly isOverdue: boolean;
  /** Why it holds no more; `reason` is a message key, `words` what staff wrote to it. */
  readonly voided: { readonly at: string; readonly reason: string; readonly words: string | null } | null;
}

/** An order by its number and title. */
export interface ShownUse {
  readonly id: string;
  readonly number: number;
  readonly prefix: string;
  readonly title: string;
}

/** How a design was approved on an order. ISO 8601. */
export interface ShownApproval {
  readonly order: ShownUse;
  readonly place: ShownValue;
  /** How it was made: its size, its inks. */
  readonly lines: readonly ShownLine[];
  readonly at: string;
  readonly by: string;
}

/** The same on an earlier order, with what is otherwise now. */
export interface ShownBefore extends ShownApproval {
  readonly differences: readonly Difference[];
}

/** What orders of a customer are made from. */
export interface ShownDesign {
  /** The newest file of these bytes. */
  readonly file: ShownFile;
  /** Whether there is a picture of it. */
  readonly drawn: boolean;
  /** Newest first, at least one. */
  readonly used: readonly ShownUse[];
  /** Null where it was never approved, or what was holds no more. */
  readonly approved: ShownApproval | null;
}

/** A page of them, newest first. */
export interface ShownDesigns {
  readonly designs: readonly ShownDesign[];
  /** What `before` asks for the next page with; null where this is the last. */
  readonly next: string | null;
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
  /** When its customer approved the same artwork on another order; null where it never did. */
  readonly before: ShownBefore | null;
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
    readonly turn: Approval['turn'];
  } | null;
}

/** What a customer sees: the works that are made, as far as they were ever sent. What was asked of others is among the order's records. */
export interface ShownProofs {
  readonly proofs: readonly ShownProof[];
}

/**
 * Why a picture cannot be sent: inspection still looks at it, or found something that nobody may open, or could draw nothing of it; or
 * there is no such file any more.
 */
export type Lack = 'looking' | 'blocked' | 'gone' | 'undrawn';

/** A picture of a mockup as staff see it. */
export interface StaffPicture extends ShownFile {
  /** Null where it can be sent. */
  readonly lack: Lack | null;
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
  /** Whether it is to be sent, and can be. */
  readonly canSend: boolean;
  /** Why its newest mockup cannot be sent as it is; null where it can, or there is none. */
  readonly lack: Lack | null;
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
  /** Whether the order is done or cancelled: no mockup is added then, and none is sent. */
  readonly over: boolean;
  /** What forms offer; null where whoever looks neither sends nor writes down answers. */
  readonly asking: ShownAsking | null;
}

/** Who can be asked, and as the shop asks unless staff say otherwise. */
export interface ShownAsking {
  /** Who of the customer may approve. */
  readonly people: readonly Approver[];
  readonly usual: { readonly rule: Answering; readonly contacts: readonly string[]; readonly due: string };
  /** `YYYY-MM-DD`, and `YYYY-MM-DDTHH:MM`, by the clock of the shop. */
  readonly today: string;
  readonly clock: string;
}

/** An order that somebody has to follow up. */
export interface FollowedUp {
  /** Id of the order. */
  readonly order: string;
  readonly number: number;
  readonly prefix: string;
  readonly title: string;
  /** Name of the work that it is about; empty where that is not made any more. */
  readonly work: string;
  /** Id of the element of the order's page where that is. */
  readonly place: string;
}

/** One whose customer wants something else, and waits. */
export interface ShownFollowUp extends FollowedUp {
  readonly choice: 'revise' | 'decline';
  readonly reason: string | null;
  readonly at: string;
  /** Number of a newer mockup, which is not sent yet; null where there is none. */
  readonly draft: number | null;
}

/** One whose customer has not answered by the day. */
export interface ShownOverdue extends FollowedUp {
  readonly due: string;
  /** Names of those whose answers are missing; none where whoever may approve answers. */
  readonly missing: readonly string[];
}

/** `orders` want something else, `overdue` have not answered; an order may be in both. */
export interface ShownFollowUps {
  readonly orders: readonly ShownFollowUp[];
  readonly overdue: readonly ShownOverdue[];
}

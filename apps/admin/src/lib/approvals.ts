import type { ApprovalState, ApproverRule, Decision, OfflineWay, ShownLine, ShownValue } from '@docket/sdk';
import type { StatusTone } from '@docket/ui';

/** An answer, with who gave it. */
export interface AnswerLine {
  readonly at: string;
  readonly name: string;
  readonly decision: Decision;
  /** Present where staff wrote it down: how it came, who they are, and addresses of what proves it. */
  readonly recorded: { readonly way: OfflineWay; readonly by: string; readonly proofs: readonly string[] } | null;
}

/** A question to a customer, as staff see it. Moments are ISO 8601. */
export interface QuestionLine {
  readonly id: string;
  readonly number: number;
  readonly label: string;
  readonly orderTitle: string;
  /** Id of the element of the order's page where it is; null for none. */
  readonly place: string | null;
  readonly title: string;
  readonly values: Readonly<Record<string, string | number>>;
  /** What tells it apart from others of its title; null for none. */
  readonly apart: ShownValue | null;
  readonly version: number;
  readonly lines: readonly ShownLine[];
  /** Addresses of the pictures that it shows. */
  readonly pictures: readonly string[];
  /** What whoever approves confirms, by id, as words. */
  readonly ticks: readonly { readonly id: string; readonly label: string }[];
  readonly state: ApprovalState;
  readonly askedAt: string;
  /** The day by which an answer is wished for, `YYYY-MM-DD` at the shop; null for none. */
  readonly due: string | null;
  /** That day has passed, and it waits still. */
  readonly isOverdue: boolean;
  /** Oldest first. */
  readonly answers: readonly AnswerLine[];
  /** Of whom answers are asked by name, and whose are missing. */
  readonly approvers: { readonly rule: ApproverRule; readonly missing: readonly string[] } | null;
  /** Words; empty while it holds. */
  readonly voidReason: string;
}

/** The same in a list of all customers' questions. */
export interface WaitingQuestion extends QuestionLine {
  readonly customer: { readonly id: string; readonly name: string };
}

/** How a state is drawn. */
export const approvalTone = {
  open: 'waiting',
  approved: 'done',
  declined: 'problem',
  revision: 'review',
  void: 'draft',
} as const satisfies Record<ApprovalState, StatusTone>;

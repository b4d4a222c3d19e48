import * as z from 'zod';
import { defineHook } from './hooks.ts';
import type { Json } from './kind.ts';
import type { Translate } from './messages.ts';
import type { OrderNumber } from './order-label.ts';
import type { ContactRight } from './rights.ts';

/** A value as somebody is shown it. Money in minor units of an ISO 4217 currency; `words` is a message with its values. */
export type ShownValue =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'number'; readonly number: number }
  | { readonly type: 'money'; readonly minor: number; readonly currency: string }
  /** ISO 8601, told by the clock of this IANA zone. */
  | { readonly type: 'moment'; readonly at: string; readonly zone: string }
  | { readonly type: 'words'; readonly key: string; readonly values?: Readonly<Record<string, string | number>> };

/** One line of what is asked; `label` is a message key. */
export interface ShownLine {
  readonly label: string;
  readonly value: ShownValue;
}

/**
 * A question to the customer about one exact version of something. What is shown is all that is asked: the answer holds for
 * exactly this, and a change of it is another question.
 */
export interface Question {
  /** Id of what it is about, in the plugin's own tables. */
  readonly subject: string;
  /** Its version that is shown. */
  readonly version: number;
  /** Message key of what it is, e.g. `charges.question`, with the values of its places. */
  readonly title: string;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly lines: readonly ShownLine[];
  /**
   * The label of the one of `lines` that tells it apart from others of the same title, as the place does of two prints of one garment: what
   * that line says stands beside the title wherever the lines do not. It is shown with them anyway, so this is no part of what is agreed to.
   */
  readonly apart?: string;
  /**
   * What has to be looked at to answer: files that the plugin was given for this order (`context.files`), with their bytes' own
   * SHA-256. Asking shows them to whoever sees the question. A question about other bytes is another question.
   */
  readonly pictures?: readonly { readonly file: string; readonly sha256: string }[];
  /**
   * What whoever approves confirms one by one, at most `mostTicks`; it is not approved without all of them, and never together
   * with other questions. `label` is a message key.
   */
  readonly ticks?: readonly { readonly id: string; readonly label: string }[];
  /** Where on the order's page it is looked at and answered: the id of an element, see `isPlace`. Mails lead there. */
  readonly at?: string;
  /**
   * Who of the customer's contacts answers; absent: the first one who may approve. With `any` the first of those named answers for
   * all; with `all` it is approved once each of them approved, and whoever of them declines or asks for another version answers for all.
   * No part of what is agreed to.
   */
  readonly approvers?: { readonly rule: ApproverRule; readonly contacts: readonly string[] };
  /**
   * The day at the shop by which an answer is wished for, `YYYY-MM-DD`. Whoever may answer is reminded of it; when it passes nothing
   * happens by itself: silence is no answer. No part of what is agreed to.
   */
  readonly due?: string;
  /** The right without which a contact neither sees nor answers it; `approve` is needed to answer in any case. */
  readonly sight?: ContactRight;
  /** Present where whoever declines may say what would be right instead. */
  readonly counter?: { readonly type: 'money'; readonly currency: string };
}

/** A question as it was asked. */
export interface AskedQuestion extends Omit<Question, 'apart'> {
  /** What the line says that tells it apart from others of the same title, see `questionName`; null for none. */
  readonly apart: ShownValue | null;
}

/** What a decision can be. `revise` asks for another version. */
export const Choice = z.enum(['approve', 'decline', 'revise']);
export type Choice = z.infer<typeof Choice>;

/** Points that a question may have. */
export const mostTicks = 20;

/** People that a question may name: as many as a customer may have. */
export const mostApprovers = 100;

/** How somebody decided. */
export const Decision = z.strictObject({
  choice: Choice,
  /** Why, in the words of who answered; never empty for `decline` and `revise`. With `approve` it is a correction that is agreed to. */
  reason: z.string().max(2000).optional(),
  /** Ids of the question's `ticks` that were confirmed, all of them; with `approve` alone. */
  ticked: z.array(z.string().max(40)).max(mostTicks).optional(),
  /** What would be right instead, in minor units, where the question takes it. */
  counter: z.strictObject({ minor: z.number().int(), currency: z.string() }).optional(),
});
export type Decision = z.infer<typeof Decision>;

/** Whether one of several approvers is enough. */
export const ApproverRule = z.enum(['any', 'all']);
export type ApproverRule = z.infer<typeof ApproverRule>;

/** How an answer came that was given outside of the portal. */
export const OfflineWay = z.enum(['phone', 'mail', 'person', 'paper']);
export type OfflineWay = z.infer<typeof OfflineWay>;

/** An answer that was given outside of the portal, as staff write it down, with what proves it. */
export interface OfflineAnswer {
  readonly way: OfflineWay;
  /** Who gave it, as staff know them. */
  readonly name: string;
  /** The contact who gave it; needed where approvers are named, of whom it is one. */
  readonly contact?: string;
  /** When it was given, ISO 8601; never in the future. */
  readonly at: string;
  /** What proves it: files that the plugin was given for the order, at least one. */
  readonly evidence: readonly { readonly file: string; readonly sha256: string }[];
}

/** An answer that staff write down, see `OwnChange.answers`. It is taken as one of the portal is: while the question is open and asks this. */
export interface RecordedAnswer {
  readonly subject: string;
  /** Of the question that was answered. */
  readonly hash: string;
  readonly decision: Decision;
  readonly offline: OfflineAnswer;
}

/** One answer to a question, of which one with `all` has several. */
export interface GivenAnswer {
  readonly at: string;
  /** Who gave it; where it was given outside of the portal, the staff member who wrote it down, whose name contacts are not told. */
  readonly by: { readonly type: string; readonly name: string };
  readonly decision: Decision;
  /** Null for an answer in the portal. */
  readonly offline: OfflineAnswer | null;
  /** From where it was sent; null where it was not sent, or whoever calls is a contact. `device` as people name one. */
  readonly from: { readonly address: string; readonly device: string } | null;
}

/** A contact who may approve. */
export interface Approver {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Somebody whose answer is asked for. */
export interface AskedPerson {
  /** Of the contact; null for contacts who look. */
  readonly id: string | null;
  readonly name: string;
  /** Their answer is still waited for. */
  readonly isMissing: boolean;
}

/** An answer, with whose it is. */
export interface ProvenAnswer extends GivenAnswer {
  /** Of the contact whose answer it is; null for nobody's, and where whoever calls is a contact. */
  readonly email: string | null;
}

/** A question with all that proves its answers. */
export interface ApprovalRecord extends Approval {
  /** The order that it is about, and its customer's name. */
  readonly about: OrderNumber & { readonly title: string; readonly customer: string };
  /** What was shown, whole. */
  readonly question: AskedQuestion;
  /**
   * Whether `shownOf` that still has the `hash` that was answered: it has not where something of it was erased since, as of a person's
   * data, or where somebody changed the database.
   */
  readonly isIntact: boolean;
  readonly answers: readonly ProvenAnswer[];
  /**
   * Names of pictures and of what proves answers by their file's id, as far as they are kept with the very bytes that were named, and
   * whoever calls may have them.
   */
  readonly kept: Readonly<Record<string, string>>;
}

/** True for what can be `Question.at`: such an id fits into addresses as it is. */
export const isPlace = (id: string): boolean => /^[A-Za-z][\w.-]{0,199}$/.test(id);

/** A subject whose open or approved question holds no more. */
export interface Void {
  readonly subject: string;
  /** Why, as words of the plugin's catalogue; shown to whoever approved. */
  readonly reason: string;
  /**
   * For whoever takes back what waits: where it does not wait any more, since an answer came in the same moment, the whole write is
   * refused with `plugin.stale`.
   */
  readonly only?: 'open';
}

/** Where a question stands. */
export const ApprovalState = z.enum(['open', 'approved', 'declined', 'revision', 'void']);
export type ApprovalState = z.infer<typeof ApprovalState>;

/** A question as it stands, newest version first where there are several about one subject. */
export interface Approval {
  readonly id: string;
  readonly order: string;
  readonly subject: string;
  readonly version: number;
  readonly state: ApprovalState;
  /** SHA-256 of what was shown, hex. An answer names it, so that it counts for nothing else. */
  readonly hash: string;
  readonly askedAt: string;
  readonly decided: {
    readonly at: string;
    /** As `GivenAnswer.by`. */
    readonly by: { readonly type: string; readonly name: string };
    readonly decision: Decision;
  } | null;
  readonly voided: { readonly at: string; readonly reason: string } | null;
  /** Every answer, oldest first; the one that decided is `decided` as well. */
  readonly answers: readonly GivenAnswer[];
  /** Who is to answer, in the order in which they were named; null where whoever may approve does. */
  readonly approvers: { readonly rule: ApproverRule; readonly people: readonly AskedPerson[] } | null;
  /** `YYYY-MM-DD` at the shop; null where no day was named. */
  readonly due: string | null;
  /**
   * Whose answer an open question waits for, as the contact who calls sees it: `yours`; `others`, whom it is not; `given` after theirs,
   * others still have to. Null where nothing is waited for, and for whoever is no contact.
   */
  readonly turn: 'yours' | 'given' | 'others' | null;
}

/** The plugin's own questions. */
export interface OwnApprovals {
  /** All questions of this plugin about these orders, also those that hold no more; of foreign orders none. */
  ofOrders(orders: readonly string[]): Promise<readonly Approval[]>;
  /** The `hash` that this question has once it is asked: what holds now is compared with what was approved. */
  hashOf(question: Question): string;
  /** Who of the customer of each order may approve (and has `sight`), by name; for staff and events alone, none for others. In one round trip. */
  approversOf(orders: readonly string[], sight?: ContactRight): Promise<Readonly<Record<string, readonly Approver[]>>>;
  /** A question of this plugin with all that proves its answer; null where whoever calls may not see it. */
  record(id: string): Promise<ApprovalRecord | null>;
  /** What makes words of message keys as its customers read them: the shop's language, with all that is switched on there, and those of records (`record.*`). The same one throughout a call. */
  words(): Translate;
}

const Asked = z.strictObject({
  approvalId: z.uuid(),
  orderId: z.uuid(),
  /** The plugin that asked. */
  plugin: z.string(),
  subject: z.uuid(),
  version: z.number().int(),
});

/** The hooks of approval. */
export const approval = {
  mayDecide: defineHook('guard', {
    name: 'approval.may-decide',
    about:
      'Asked before an answer is taken. Every active plugin is asked; `plugin` says whose question it is. No transaction. Default: the question decides alone.',
    input: z.strictObject({ ...Asked.shape, decision: Decision }),
    output: z.custom<never>(),
  }),
  decided: defineHook('event', {
    name: 'approval.decided',
    about: 'Told after a question was answered. After commit, retried until it succeeds.',
    input: z.strictObject({ ...Asked.shape, choice: Choice }),
    output: z.void(),
  }),
  voided: defineHook('event', {
    name: 'approval.voided',
    about: 'Told after a question or its answer stopped to hold. After commit, retried until it succeeds.',
    input: Asked,
    output: z.void(),
  }),
};

type Shown = Pick<Question, 'title' | 'values' | 'lines' | 'counter' | 'pictures' | 'ticks'>;

/** What of a question its hash is taken of: everything that is shown, and nothing else. */
export const shownOf = ({ title, values = {}, lines, counter, pictures = [], ticks = [] }: Shown): Json =>
  ({
    title,
    values,
    lines,
    counter: counter ?? null,
    // Absent where there are none: what was asked before there were any keeps its hash.
    ...(pictures.length > 0 && { pictures: pictures.map(({ sha256 }) => sha256) }),
    ...(ticks.length > 0 && { ticks }),
  }) as unknown as Json;

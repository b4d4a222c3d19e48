import * as z from 'zod';
import { defineHook } from './hooks.ts';
import type { Json } from './kind.ts';
import type { Translate } from './messages.ts';
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
  /** The right without which a contact neither sees nor answers it; `approve` is needed to answer in any case. */
  readonly sight?: ContactRight;
  /** Present where whoever declines may say what would be right instead. */
  readonly counter?: { readonly type: 'money'; readonly currency: string };
}

/** What a decision can be. `revise` asks for another version. */
export const Choice = z.enum(['approve', 'decline', 'revise']);
export type Choice = z.infer<typeof Choice>;

/** Points that a question may have. */
export const mostTicks = 20;

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
    readonly by: { readonly type: string; readonly name: string };
    readonly decision: Decision;
  } | null;
  readonly voided: { readonly at: string; readonly reason: string } | null;
}

/** The plugin's own questions. */
export interface OwnApprovals {
  /** All questions of this plugin about these orders, also those that hold no more; of foreign orders none. */
  ofOrders(orders: readonly string[]): Promise<readonly Approval[]>;
  /** The `hash` that this question has once it is asked: what holds now is compared with what was approved. */
  hashOf(question: Question): string;
  /** What makes words of message keys as its customers read them: the shop's language, with all that is switched on there. */
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

/** What of a question its hash is taken of: everything that is shown, and nothing else. */
export const shownOf = ({ title, values = {}, lines, counter, pictures = [], ticks = [] }: Question): Json =>
  ({
    title,
    values,
    lines,
    counter: counter ?? null,
    // Absent where there are none: what was asked before there were any keeps its hash.
    ...(pictures.length > 0 && { pictures: pictures.map(({ sha256 }) => sha256) }),
    ...(ticks.length > 0 && { ticks }),
  }) as unknown as Json;

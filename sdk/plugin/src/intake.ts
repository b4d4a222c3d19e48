import * as z from 'zod';
import { defineHook } from './hooks.ts';
import type { Json, Kind, Marks } from './kind.ts';

/** What a request wants: something new, a change of an order, its end, or the same again. */
export const Intent = z.enum(['create', 'change', 'cancel', 'repeat']);
export type Intent = z.infer<typeof Intent>;

/** The way a request came in. */
export const Door = z.enum(['portal', 'public', 'api', 'file', 'reorder']);
export type Door = z.infer<typeof Door>;

/** The order that a change or a cancellation is about, as it is before it. */
export const Target = z.strictObject({
  orderId: z.uuid(),
  number: z.number().int(),
  version: z.number().int(),
  status: z.string(),
  content: z.custom<Json>(),
});
export type Target = z.infer<typeof Target>;

/** A request as hooks see it before it is decided. `content` has passed the kind's own check. */
export const IntakeRequest = z.strictObject({
  id: z.uuid(),
  intent: Intent,
  kind: z.string(),
  door: Door,
  customerId: z.uuid().optional(),
  contactId: z.uuid().optional(),
  proof: z.enum(['none', 'code', 'session', 'staff', 'key']),
  content: z.custom<Json>(),
  /** The plugin under whose rules it comes in, see `intake.flow`. */
  flow: z.string(),
  /** True when a person looks at what rules find: what somebody may decide is put before staff (`refer`), not refused. */
  refers: z.boolean(),
  /** The server's instant at which the whole of it had arrived: deadlines count by it, whenever it is decided. */
  receivedAt: z.date(),
  /** The customer's own number for it, empty where it has none; absent where the kind knows no such field. */
  reference: z.strictObject({ path: z.string(), value: z.string() }).optional(),
  /** Present when it changes or cancels an order: `content` is then what the order would become. */
  target: Target.optional(),
});
export type IntakeRequest = z.infer<typeof IntakeRequest>;

/**
 * A name that no two orders of a customer may share, such as the customer's own reference. Compared without regard to case,
 * spaces around it and ways to write the same letter. Who comes second is refused (`refuse`), or taken in with a warning (`warn`).
 */
export const Claim = z.strictObject({
  value: z.string().trim().min(1).max(200),
  policy: z.enum(['refuse', 'warn']),
});
export type Claim = z.infer<typeof Claim>;

/** What becomes of a request on its way in. `reason` is shown to staff. */
export const Admission = z.strictObject({
  decision: z.enum(['accept', 'wait', 'quarantine', 'refuse']),
  reason: z.string(),
  /** Held from then on, also while the request waits; free again when it is declined or withdrawn. */
  claim: Claim.optional(),
  /** The settings that decided, as they were: kept with the request for whoever asks why. Nothing secret. */
  settings: z.record(z.string(), z.custom<Json>()).optional(),
});
export type Admission = z.infer<typeof Admission>;

/** Proposed values for an empty draft, each with where it came from; the core merges them once. */
export const Proposal = z.strictObject({
  path: z.string(),
  value: z.custom<Json>(),
  source: z.string(),
  confidence: z.enum(['high', 'check']),
});
export type Proposal = z.infer<typeof Proposal>;

/** The facts of an accepted request that events carry; ids, not copies. */
export const Accepted = z.strictObject({
  requestId: z.uuid(),
  orderId: z.uuid(),
  number: z.number().int(),
  /** Letters before the number, see `orderLabel`; empty for most. */
  prefix: z.string().default(''),
});
export type Accepted = z.infer<typeof Accepted>;

/** An accepted change: the version that the order has since. */
export const Changed = z.strictObject({
  requestId: z.uuid(),
  orderId: z.uuid(),
  version: z.number().int(),
});
export type Changed = z.infer<typeof Changed>;

/** An order that reads otherwise: the version that it has by then. */
export const Revised = z.strictObject({ orderId: z.uuid(), version: z.number().int() });
export type Revised = z.infer<typeof Revised>;

/** An order that was called off, and why, in the words of who did. */
export const Cancelled = z.strictObject({
  requestId: z.uuid(),
  orderId: z.uuid(),
  reason: z.string(),
});
export type Cancelled = z.infer<typeof Cancelled>;

/** Something that is so with an order, whatever its status says, e.g. `{ id: 'collected', value: 'part' }`. */
export const Fact = z.strictObject({ id: z.string(), value: z.string() });
export type Fact = z.infer<typeof Fact>;

/** The order and what its customer wants to do with it. */
export const Wish = z.strictObject({
  orderId: z.uuid(),
  kind: z.string(),
  /** The plugin whose rules the order came in under. */
  flow: z.string(),
  /** The way in which the order came. */
  door: z.string(),
  /** The way in which this is asked for. */
  by: Door,
  status: z.string(),
  stage: z.string(),
  /** Every status of the kind, in the sequence of its way: what is further on comes later. */
  way: z.array(z.string()).readonly(),
  intent: z.enum(['change', 'cancel']),
  /** True when it was asked while it was possible, and staff decide it now. */
  waits: z.boolean(),
  facts: z.array(Fact).readonly(),
});
export type Wish = z.infer<typeof Wish>;

/** Why it is not possible: the message `eligible.<code>`, whose second sentence says the next step. */
export const Obstacle = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});
export type Obstacle = z.infer<typeof Obstacle>;

const none = z.strictObject({});

/** What of a shop has settings of its own beside its customers, e.g. one of a carrier's services. */
export const Service = z.strictObject({
  /** Stays what it is: settings are stored under it. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  /** The words themselves. */
  title: z.string(),
});
export type Service = z.infer<typeof Service>;

/** The hooks of intake, in the sequence in which they run. */
export const intake = {
  kinds: defineHook('gather', {
    name: 'intake.kinds',
    about: 'Asked when a form, draft or submit needs the kinds a tenant offers. No transaction. Default: none.',
    input: none,
    output: z.custom<readonly Kind[]>(Array.isArray),
  }),
  services: defineHook('gather', {
    name: 'intake.services',
    about: 'Asked when staff set or choose a service. No transaction. Default: none.',
    input: none,
    output: z.array(Service).readonly(),
  }),
  prefill: defineHook('gather', {
    name: 'intake.prefill',
    about: 'Asked once when a draft begins. No transaction. Default: the kind\u2019s blank content.',
    input: z.strictObject({ kind: z.string(), customerId: z.uuid().optional(), contactId: z.uuid().optional() }),
    output: z.array(Proposal).readonly(),
  }),
  flow: defineHook('gather', {
    name: 'intake.flow',
    about:
      'Asked at every submit before anything judges it. Who answers first takes the request in under its own rules: its id is ' +
      'kept with the request and its order, whatever is switched later. With `refers`, plugins put before staff what a person ' +
      'may decide, instead of refusing it. For a change or cancellation only the order\u2019s own flow is heard. No ' +
      'transaction. Default: the kind\u2019s own plugin, which refers nothing.',
    input: z.strictObject({ intent: Intent, kind: z.string(), door: Door, customerId: z.uuid().optional() }),
    output: z.strictObject({ refers: z.boolean() }),
  }),
  eligible: defineHook('gather', {
    name: 'intake.eligible',
    about:
      'Asked before a customer, or a program of it, changes or cancels an order, and again when it is decided. The first obstacle answers; null says that nothing is in the way. A plugin that fails is in the way. No transaction. Default: not possible.',
    input: Wish,
    output: z.strictObject({ obstacle: Obstacle.nullable() }),
  }),
  alwaysShown: defineHook('gather', {
    name: 'intake.always-shown',
    about:
      'Asked each time a form with fields behind "+ Add information" is opened, and when staff lay it out. Answers paths, as ' +
      'the kind’s fields have them, that must stand in view for now, whatever the shop chose. `reference` is the one of the ' +
      'customer’s own number, if the kind has it. No transaction. Default: none.',
    input: z.strictObject({ kind: z.string(), customerId: z.uuid().optional(), reference: z.string().optional() }),
    output: z.array(z.string()).readonly(),
  }),
  validate: defineHook('guard', {
    name: 'intake.validate',
    about: 'Asked at every submit after the kind\u2019s own check. No transaction. Default: nothing to say.',
    input: IntakeRequest,
    output: z.custom<never>(),
  }),
  admit: defineHook('first', {
    name: 'intake.admit',
    about: 'Asked at every submit once nothing refuses. No transaction. Default: accept.',
    input: IntakeRequest,
    output: Admission,
  }),
  writing: defineHook('within', {
    name: 'intake.writing',
    about: 'Rows to write in the statement that accepts a request. In the transaction, without a query of its own.',
    input: IntakeRequest,
    output: z.custom<never>(),
  }),
  accepted: defineHook('event', {
    name: 'intake.accepted',
    about: 'Told after a request became an order. After commit, retried until it succeeds.',
    input: Accepted,
    output: z.void(),
  }),
  changed: defineHook('event', {
    name: 'intake.changed',
    about:
      'Told after a change by the customer became a version of its order. After commit, retried until it succeeds.',
    input: Changed,
    output: z.void(),
  }),
  revised: defineHook('event', {
    name: 'intake.revised',
    about:
      'Told after staff changed an order, and after something in it became another thing by itself: a name was erased, a file is for nobody any more. After commit, retried until it succeeds.',
    input: Revised,
    output: z.void(),
  }),
  cancelled: defineHook('event', {
    name: 'intake.cancelled',
    about: 'Told after an order was called off by its customer. After commit, retried until it succeeds.',
    input: Cancelled,
    output: z.void(),
  }),
};

/** The hooks of status. */
export const status = {
  initial: defineHook('first', {
    name: 'status.initial',
    about: 'Asked when an order is about to be created. No transaction. Default: the pipeline\u2019s initial status.',
    input: z.strictObject({ kind: z.string(), request: IntakeRequest }),
    output: z.strictObject({ status: z.string(), reason: z.string() }),
  }),
  facts: defineHook('gather', {
    name: 'status.facts',
    about: 'Asked when it matters how far an order is, whatever its status. No transaction. Default: nothing is known.',
    input: z.strictObject({
      orderId: z.uuid(),
      kind: z.string(),
      content: z.custom<Json>(),
      /** What staff recorded of its parts. */
      marks: z.custom<Marks>(),
    }),
    output: z.array(Fact).readonly(),
  }),
  mayMove: defineHook('guard', {
    name: 'status.may-move',
    about:
      'Asked before a status moves. No transaction; the move is refused as stale when anything about the order has changed ' +
      'since. Default: the pipeline decides alone.',
    input: z.strictObject({
      orderId: z.uuid(),
      kind: z.string(),
      from: z.string(),
      to: z.string(),
      /** The stages of both statuses: what they mean whatever a kind calls them. */
      stages: z.strictObject({ from: z.string(), to: z.string() }),
      /** What `status.facts` answered. */
      facts: z.array(Fact).readonly(),
    }),
    output: z.custom<never>(),
  }),
  moved: defineHook('event', {
    name: 'status.moved',
    about: 'Told after a status moved. After commit, retried until it succeeds.',
    input: z.strictObject({ orderId: z.uuid(), kind: z.string(), from: z.string(), to: z.string() }),
    output: z.void(),
  }),
};

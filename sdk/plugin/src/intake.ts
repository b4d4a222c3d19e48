import * as z from 'zod';
import { defineHook } from './hooks.ts';
import type { Json, Kind } from './kind.ts';

/** What a request wants: something new, a change of an order, its end, or the same again. */
export const Intent = z.enum(['create', 'change', 'cancel', 'repeat']);
export type Intent = z.infer<typeof Intent>;

/** The way a request came in. */
export const Door = z.enum(['portal', 'public', 'api', 'file', 'reorder']);
export type Door = z.infer<typeof Door>;

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
});
export type IntakeRequest = z.infer<typeof IntakeRequest>;

/** What becomes of a request on its way in. `reason` is shown to staff. */
export const Admission = z.strictObject({
  decision: z.enum(['accept', 'wait', 'quarantine', 'refuse']),
  reason: z.string(),
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
  alwaysShown: defineHook('gather', {
    name: 'intake.always-shown',
    about:
      'Asked each time a form with fields behind "+ Add information" is opened, and when staff lay it out. Answers paths, as ' +
      'the kind’s fields have them, that must stand in view for now, whatever the shop chose. No transaction. Default: none.',
    input: z.strictObject({ kind: z.string(), customerId: z.uuid().optional() }),
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
};

/** The hooks of status. */
export const status = {
  initial: defineHook('first', {
    name: 'status.initial',
    about: 'Asked when an order is about to be created. No transaction. Default: the pipeline\u2019s initial status.',
    input: z.strictObject({ kind: z.string(), request: IntakeRequest }),
    output: z.strictObject({ status: z.string(), reason: z.string() }),
  }),
  mayMove: defineHook('guard', {
    name: 'status.may-move',
    about: 'Asked before a status moves. No transaction. Default: the pipeline decides alone.',
    input: z.strictObject({ orderId: z.uuid(), kind: z.string(), from: z.string(), to: z.string() }),
    output: z.custom<never>(),
  }),
  moved: defineHook('event', {
    name: 'status.moved',
    about: 'Told after a status moved. After commit, retried until it succeeds.',
    input: z.strictObject({ orderId: z.uuid(), kind: z.string(), from: z.string(), to: z.string() }),
    output: z.void(),
  }),
};

import {
  approval,
  ApproverRule,
  contactRights,
  isPlace,
  mostApprovers,
  mostTicks,
  PlatformError,
  shownOf,
  type Actor,
  type OwnChange,
  type Question,
  type ShownLine,
} from '@docket/sdk';
import * as z from 'zod';
import { byActor } from '../audit/audit.ts';
import { contentHash } from '../content/content.ts';
import { errors } from '../errors.ts';
import type { NewId } from '../kernel/ids.ts';
import { json, type Call } from '../kernel/statement.ts';
import type { Shop } from '../tenants/tenants.ts';
import { askQuestions, endQuestions, type EndedRow, type UnfitRow } from './store-asking.ts';

/** Whose write it is, and by whom. */
export interface Writing {
  readonly plugin: string;
  readonly shop: Pick<Shop, 'tenant' | 'hooks'>;
  readonly actor: Actor;
  readonly now: Date;
}

/** What of a plugin's write concerns questions. */
export type AskedChange = Pick<OwnChange, 'order' | 'asks' | 'voids'>;

/** What runs in the transaction of a plugin's write. */
export interface Told extends Call<EndedRow | UnfitRow> {
  /** How many rows it has to answer; with another count the whole write is refused as stale. */
  readonly expects?: number;
}

const Key = z.string().min(1).max(200);
const Values = z.record(z.string(), z.union([z.string().max(500), z.number()]));
const Currency = z.string().regex(/^[A-Z]{3}$/);
const Shown = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().max(10_000) }),
  z.strictObject({ type: z.literal('number'), number: z.number() }),
  z.strictObject({ type: z.literal('money'), minor: z.int(), currency: Currency }),
  z.strictObject({ type: z.literal('moment'), at: z.iso.datetime({ offset: true }), zone: z.string().max(100) }),
  z.strictObject({ type: z.literal('words'), key: Key, values: Values.optional() }),
]);

const Asked = z.strictObject({
  subject: z.uuid(),
  version: z.int().positive(),
  title: Key,
  values: Values.optional(),
  lines: z.array(z.strictObject({ label: Key, value: Shown })).max(50),
  apart: Key.optional(),
  pictures: z
    .array(z.strictObject({ file: z.uuid(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .max(50)
    .optional(),
  ticks: z
    .array(z.strictObject({ id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), label: Key }))
    .max(mostTicks)
    .refine((ticks) => new Set(ticks.map(({ id }) => id)).size === ticks.length, 'Two points have one id.')
    .optional(),
  at: z.string().refine(isPlace).optional(),
  approvers: z
    .strictObject({
      rule: ApproverRule,
      contacts: z
        .array(z.uuid())
        .min(1)
        .max(mostApprovers)
        .refine((contacts) => new Set(contacts).size === contacts.length, 'Somebody is named twice.'),
    })
    .optional(),
  due: z.iso.date().optional(),
  sight: z.enum(contactRights).optional(),
  counter: z.strictObject({ type: z.literal('money'), currency: Currency }).optional(),
});

/** What pages and mails can show. A plugin that asks otherwise hears of it when it asks, and nobody whose page it would break. */
const Askable = Asked.refine(({ lines, apart }) => apart === undefined || linesOf(lines, apart).length === 1, {
  path: ['apart'],
  error: 'What tells it apart is one of its own lines.',
});

/** Told once for all questions of a write: a mail each would be too many. */
const asked = { ...approval.decided, name: 'approval.asked' } as const;

/** Words of the core for whoever reads why a question holds no more. */
const superseded = 'void.superseded';

/**
 * What asks and voids with a plugin's write, in its transaction: the orders are locked by then. A question takes the place of
 * what was open or approved about its subject. Throws for two questions about one subject, and for what nobody can be shown.
 */
export function questionCalls(
  newId: NewId,
  { plugin, shop, actor, now }: Writing,
  changes: readonly AskedChange[],
): readonly Told[] {
  const voids = voidsOf(changes).map((one) => ({ ...one, outboxId: newId(now) }));
  const questions = changes.flatMap(({ order, asks = [] }) =>
    asks.map((one) => rowOf(newId(now), order, checked(one))),
  );
  if (new Set(questions.map(({ subject }) => subject)).size < questions.length)
    throw new TypeError(`The plugin "${plugin}" asks two questions about one subject.`);
  const subscribers = (hook: typeof asked | typeof approval.voided): readonly string[] => shop.hooks.subscribers(hook);
  const ending = (ends: typeof voids, ...states: readonly ('open' | 'approved')[]): readonly Told[] =>
    ends.length === 0
      ? []
      : [endQuestions({ plugin, voids: json(ends), states, now, subscribers: subscribers(approval.voided) })];
  const waiting = voids.filter(({ only }) => only === 'open');
  const others = voids.filter(({ only }) => only === undefined);
  const asks = {
    tenant: shop.tenant.id,
    plugin,
    questions: json(questions),
    by: byActor(actor),
    now,
    outboxId: newId(now),
    subscribers: subscribers(asked),
  };
  return [
    ...ending(others, 'open', 'approved'),
    ...ending(waiting, 'open').map((call) => ({ ...call, expects: waiting.length })),
    ...(questions.length > 0 ? [askQuestions(asks)] : []),
  ];
}

/** Refuses what asks somebody who may not answer. `answered` is what the calls of `questionCalls` answered. */
export function refuseUnfit(answered: readonly (readonly (EndedRow | UnfitRow)[])[]): void {
  const contacts = answered.flat().flatMap((row) => ('contact' in row ? [row.contact] : []));
  if (contacts.length > 0) throw new PlatformError(errors['approval.approver-unfit'], {}, { details: { contacts } });
}

/** What ends, each subject once: a reason that the plugin gives says more than that something newer is asked. */
function voidsOf(changes: readonly AskedChange[]) {
  const ends = changes.flatMap(({ order, asks = [], voids = [] }) => [
    ...asks.map(({ subject }) => ({ subject, order, reason: superseded, only: undefined })),
    ...voids.map(({ subject, reason, only }) => ({ subject, order, reason, only })),
  ]);
  const given = ends.toSorted((a, b) => Number(b.reason === superseded) - Number(a.reason === superseded));
  return [...new Map(given.map((one) => [one.subject, one])).values()];
}

function checked(question: Question): Question {
  Askable.parse(question);
  return question;
}

const linesOf = <Line extends Pick<ShownLine, 'label'>>(
  lines: readonly Line[],
  wanted: string | undefined,
): readonly Line[] => lines.filter(({ label }) => label === wanted);

const rowOf = (id: string, order: string, question: Question) => ({
  id,
  order,
  subject: question.subject,
  version: question.version,
  title: question.title,
  values: question.values ?? {},
  lines: question.lines,
  apart: linesOf(question.lines, question.apart)[0]?.value ?? null,
  counter: question.counter ?? null,
  pictures: question.pictures ?? [],
  ticks: question.ticks ?? [],
  place: question.at ?? null,
  sight: question.sight ?? null,
  rule: question.approvers?.rule ?? null,
  approvers: question.approvers?.contacts ?? null,
  due: question.due ?? null,
  hash: contentHash(shownOf(question)),
});

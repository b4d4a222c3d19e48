import { approval, shownOf, type Actor, type OwnChange, type Question } from '@docket/sdk';
import { byActor } from '../audit/audit.ts';
import { contentHash } from '../content/content.ts';
import type { NewId } from '../kernel/ids.ts';
import { json, type Call } from '../kernel/statement.ts';
import type { Shop } from '../tenants/tenants.ts';
import { askQuestions, endQuestions } from './store-asking.ts';

/** Whose write it is, and by whom. */
export interface Writing {
  readonly plugin: string;
  readonly shop: Pick<Shop, 'tenant' | 'hooks'>;
  readonly actor: Actor;
  readonly now: Date;
}

/** What of a plugin's write concerns questions. */
export type AskedChange = Pick<OwnChange, 'order' | 'asks' | 'voids'>;

/** Told once for all questions of a write: a mail each would be too many. */
const asked = { ...approval.decided, name: 'approval.asked' } as const;

/** Words of the core for whoever reads why a question holds no more. */
const superseded = 'approval.superseded';

/**
 * What asks and voids with a plugin's write, in its transaction: the orders are locked by then. A question takes the place of
 * what was open or approved about its subject. Throws a `TypeError` for two questions about one subject.
 */
export function questionCalls(
  newId: NewId,
  { plugin, shop, actor, now }: Writing,
  changes: readonly AskedChange[],
): readonly Call[] {
  const voids = voidsOf(changes).map((one) => ({ ...one, outboxId: newId(now) }));
  const questions = changes.flatMap(({ order, asks = [] }) => asks.map((one) => rowOf(newId(now), order, one)));
  if (new Set(questions.map(({ subject }) => subject)).size < questions.length)
    throw new TypeError(`The plugin "${plugin}" asks two questions about one subject.`);
  const subscribers = (hook: typeof asked | typeof approval.voided): readonly string[] => shop.hooks.subscribers(hook);
  const ends = { plugin, voids: json(voids), now, subscribers: subscribers(approval.voided) };
  const asks = {
    tenant: shop.tenant.id,
    plugin,
    questions: json(questions),
    by: byActor(actor),
    now,
    outboxId: newId(now),
    subscribers: subscribers(asked),
  };
  return [...(voids.length > 0 ? [endQuestions(ends)] : []), ...(questions.length > 0 ? [askQuestions(asks)] : [])];
}

/** What ends, each subject once: a reason that the plugin gives says more than that something newer is asked. */
function voidsOf(changes: readonly AskedChange[]) {
  const ends = changes.flatMap(({ order, asks = [], voids = [] }) => [
    ...asks.map(({ subject }) => ({ subject, order, reason: superseded })),
    ...voids.map(({ subject, reason }) => ({ subject, order, reason })),
  ]);
  const given = ends.toSorted((a, b) => Number(b.reason === superseded) - Number(a.reason === superseded));
  return [...new Map(given.map((one) => [one.subject, one])).values()];
}

const rowOf = (id: string, order: string, question: Question) => ({
  id,
  order,
  subject: question.subject,
  version: question.version,
  title: question.title,
  values: question.values ?? {},
  lines: question.lines,
  counter: question.counter ?? null,
  sight: question.sight ?? null,
  hash: contentHash(shownOf(question)),
});

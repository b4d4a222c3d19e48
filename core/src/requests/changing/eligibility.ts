import {
  cancelledFrom,
  intake,
  stageOf,
  status as statusHooks,
  type Door,
  type Fact,
  type Obstacle,
  type TraceStep,
} from '@docket/sdk';
import type { Caller } from '../../access/access.ts';
import type { OfferedKind } from '../../tenants/tenants.ts';
import type { TargetRow } from './store-changing.ts';

/** Whether a customer may change or cancel an order, and who said so. */
export interface Eligibility {
  /** The first thing in the way; null when nothing is. */
  readonly obstacle: Obstacle | null;
  readonly trace: readonly TraceStep[];
}

type Wanted = 'change' | 'cancel';

/** What is asked for, and the way in which it came. */
interface Asked {
  readonly intent: Wanted;
  readonly door: Door;
}

/** What plugins said, with how far the order is. */
interface Said extends Eligibility {
  readonly facts: readonly Fact[];
}

/**
 * Asked by whoever wants it, and again (`waits`) when staff decide about it. What the order itself says comes first, then
 * plugins in their sequence. Without any plugin that says it is possible it is not, nor while one of them cannot be asked.
 */
export async function eligibility(
  call: Caller,
  offered: OfferedKind | undefined,
  target: TargetRow,
  asked: Asked,
  waits = false,
): Promise<Eligibility> {
  const { intent } = asked;
  const own = offered ? ownObstacle(offered, target, intent) : 'not-editable';
  if (own !== undefined || !offered) return blocked(own ?? 'not-editable');
  const { facts, ...said } = await askPlugins(call, offered, target, asked, waits);
  return said.obstacle === null && intent === 'cancel' ? mayMove(call, offered, target, { facts, ...said }) : said;
}

/** What is so whatever plugins say. */
function ownObstacle({ kind: { pipeline } }: OfferedKind, target: TargetRow, intent: Wanted): string | undefined {
  const now = pipeline.statuses.find(({ id }) => id === target.status);
  if (!now || now.final) return 'finished';
  if (intent === 'change') return target.waiting.some((wish) => wish.intent === 'cancel') ? 'cancel-waits' : undefined;
  return cancelledFrom(pipeline, target.status) === undefined ? 'too-far' : undefined;
}

async function askPlugins(
  call: Caller,
  { kind: { pipeline } }: OfferedKind,
  { id: orderId, kind, flow, door, status, content, marks }: TargetRow,
  { intent, door: asking }: Asked,
  waits: boolean,
): Promise<Said> {
  const known = await call.shop.hooks.gather(statusHooks.facts, { orderId, kind, content, marks }, call);
  const facts = known.answers.flatMap(({ value }) => value);
  const stage = stageOf(pipeline, status);
  const way = pipeline.statuses.map(({ id }) => id);
  const wish = { orderId, kind, flow, door, by: asking, status, stage, way, intent, waits, facts };
  const { answers, partial } = await call.shop.hooks.gather(intake.eligible, wish, call);
  const trace: readonly TraceStep[] = [
    ...facts.map(({ id, value }) => ({ by: 'core', outcome: 'answered' as const, reason: `${id}: ${value}` })),
    ...answers.map(({ plugin: by, value }) => ({
      by,
      outcome: 'answered' as const,
      reason: value.obstacle?.code ?? 'eligible',
    })),
  ];
  // Who fails is on record with the shop's faults, by name.
  if (known.partial || partial)
    return { ...blocked('unavailable'), trace: [...trace, ...blocked('unavailable').trace], facts };
  if (answers.length === 0) return { ...blocked('not-editable'), facts };
  return { obstacle: answers.find(({ value }) => value.obstacle !== null)?.value.obstacle ?? null, trace, facts };
}

/** Cancelling moves the order: whoever may object to that is heard here, too. */
async function mayMove(
  call: Caller,
  { kind: { pipeline } }: OfferedKind,
  { id: orderId, kind, status: from }: TargetRow,
  said: Said,
): Promise<Eligibility> {
  const to = cancelledFrom(pipeline, from) ?? '';
  const guarded = await call.shop.hooks.guard(
    statusHooks.mayMove,
    {
      orderId,
      kind,
      from,
      to,
      stages: { from: stageOf(pipeline, from), to: stageOf(pipeline, to) },
      facts: said.facts,
    },
    call,
  );
  const isRefused = guarded.issues.some(({ severity }) => severity === 'refuse');
  return { obstacle: isRefused ? { code: 'too-far', params: {} } : null, trace: [...said.trace, ...guarded.trace] };
}

const blocked = (code: string): Eligibility => ({
  obstacle: { code, params: {} },
  trace: [{ by: 'core', outcome: 'answered', reason: code }],
});

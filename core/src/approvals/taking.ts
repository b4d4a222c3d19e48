import type { Actor, Decision, OfflineAnswer } from '@docket/sdk';
import { deviceName, type Caller } from '../access/access.ts';
import { byActor } from '../audit/audit.ts';
import type { NewId } from '../kernel/ids.ts';
import { json, type Call } from '../kernel/statement.ts';
import { missingOf, stateAfter, type Answer } from './rules.ts';
import { standingOf } from './shown.ts';
import { takeAnswer } from './store-deciding.ts';
import type { QuestionRow } from './store.ts';

/** A judged answer, and how it came. */
export interface Taken {
  readonly row: QuestionRow;
  readonly answer: Answer;
  /** Null for one that was sent. */
  readonly offline: OfflineAnswer | null;
  /** Absent where no browser sent it. */
  readonly from?: Pick<Caller, 'address' | 'device'>;
  readonly by: Actor;
  readonly now: Date;
  readonly subscribers: readonly string[];
}

/** Writes an answer that the question takes. It runs in a transaction that has locked the order. */
export function takingOf(
  newId: NewId,
  { row, answer, offline, from, by, now, subscribers }: Taken,
): Call<{ id: string }> {
  const standing = standingOf(row);
  const state = stateAfter(standing, answer);
  const left = missingOf(standing).filter((id) => id !== answer.contact).length;
  return takeAnswer({
    id: row.id,
    hash: row.hash,
    approvers: standing.approvers?.contacts ?? null,
    answers: row.answers.length,
    state,
    contact: answer.contact,
    decision: json(answer.decision),
    offline: offline && json(evidenceOf(offline)),
    address: from?.device === undefined ? null : from.address,
    device: from?.device === undefined ? null : deviceName(from.device),
    told: json(toldOf(answer.decision, offline, state === 'open' ? left : 0)),
    action: offline ? 'approvals.record' : 'approvals.decide',
    by: byActor(by),
    now,
    answerId: newId(now),
    entryId: newId(now),
    auditId: newId(now),
    outboxId: newId(now),
    subscribers,
  });
}

/** Whose it is stands beside it, where it follows contacts that become one. */
const evidenceOf = ({ way, name, at, evidence }: OfflineAnswer) => ({ way, name, at, evidence });

/** History says how many still have to approve, and how an answer came that was given elsewhere; what proves it is the shop's. */
const toldOf = (decision: Decision, offline: OfflineAnswer | null, left: number) => ({
  ...decision,
  ...(left > 0 && { left }),
  ...(offline && { offline: { way: offline.way, name: offline.name, at: offline.at } }),
});

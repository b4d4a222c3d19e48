import { Decision, OfflineWay, PlatformError, type OwnChange, type RecordedAnswer } from '@docket/sdk';
import * as z from 'zod';
import { errors } from '../errors.ts';
import type { Gate } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Call } from '../kernel/statement.ts';
import type { Writing } from './asking.ts';
import { judged } from './judging.ts';
import { said, type Answer } from './rules.ts';
import { openOfSubjects, type RecordedRow } from './store-recording.ts';
import { takingOf } from './taking.ts';

/** What of a plugin's write concerns answers that staff write down. */
export type RecordedChange = Pick<OwnChange, 'order' | 'answers'>;

/** The answers' part in a plugin's write. */
export interface Recording {
  /** Reads what is asked. It runs in the transaction of the write, with its orders locked. */
  readonly call: Call<RecordedRow>;
  /** What writes the answers to that; refuses what they do not fit. */
  taken(rows: readonly RecordedRow[]): readonly Call[];
}

interface Wanted extends RecordedAnswer {
  readonly order: string;
}

interface Dependencies {
  readonly tables: Gate;
  readonly newId: NewId;
  readonly subscribers: readonly string[];
  /** Asks plugins whether it may be taken. */
  readonly mayTake: (row: RecordedRow, decision: Decision) => Promise<PlatformError | undefined>;
}

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const Recorded = z.strictObject({
  subject: z.uuid(),
  hash: Sha256,
  decision: Decision,
  offline: z.strictObject({
    way: OfflineWay,
    name: z.string().trim().min(1).max(200),
    contact: z.uuid().optional(),
    at: z.iso.datetime({ offset: true }),
    evidence: z
      .array(z.strictObject({ file: z.uuid(), sha256: Sha256 }))
      .min(1)
      .max(20),
  }),
});

/**
 * Takes down what was said outside of the portal. Plugins are asked before the transaction, which nobody may wait in; what is asked is
 * judged inside of it again. Undefined where nothing was. Throws for whoever is no staff, for two answers to one subject, and for
 * what proves nothing.
 */
export async function recordingOf(
  { tables, newId, subscribers, mayTake }: Dependencies,
  { plugin, actor, now }: Writing,
  changes: readonly RecordedChange[],
): Promise<Recording | undefined> {
  const wanted = changes.flatMap(({ order, answers = [] }) => answers.map((one) => ({ ...checked(one, now), order })));
  if (wanted.length === 0) return undefined;
  if (actor.type !== 'staff')
    throw new TypeError(`The plugin "${plugin}" writes down an answer for no member of staff.`);
  if (new Set(wanted.map(({ subject }) => subject)).size < wanted.length)
    throw new TypeError(`The plugin "${plugin}" writes down two answers about one subject.`);
  const call = openOfSubjects({
    plugin,
    subjects: wanted.map(({ subject }) => subject),
    contacts: wanted.flatMap(({ offline: { contact = [] } }) => contact),
  });
  const fit = (rows: readonly RecordedRow[]) => wanted.map((one) => ({ ...one, row: askedOf(one, rows) }));

  const [rows] = await tables.run(call);
  for (const { row, decision } of fit(rows)) {
    const refusal = await mayTake(row, decision);
    if (refusal) throw refusal;
  }
  return {
    call,
    taken: (present) =>
      fit(present).map((one) =>
        takingOf(newId, { row: one.row, answer: answerOf(one), offline: one.offline, by: actor, now, subscribers }),
      ),
  };

  /** The question that it answers. What is another one by now, or none, makes the write stale. */
  function askedOf(one: Wanted, present: readonly RecordedRow[]): RecordedRow {
    const row = present.find(({ subject, order_id: order }) => subject === one.subject && order === one.order);
    if (!row) throw new PlatformError(errors['plugin.stale']);
    const end = judged(row, [], answerOf(one), actor);
    if (end instanceof PlatformError && !stale.has(end.code)) throw end;
    if (end) throw new PlatformError(errors['plugin.stale']);
    const { contact } = one.offline;
    // Whoever was of the customer is heard although removed since.
    const isKnown = contact === undefined || row.people.includes(contact);
    if (!isKnown) throw new PlatformError(errors['approval.approver-unfit'], {}, { details: { contacts: [contact] } });
    return row;
  }
}

const stale: ReadonlySet<string> = new Set(['approval.changed', 'approval.decided']);

function checked(recorded: RecordedAnswer, now: Date): RecordedAnswer {
  Recorded.parse(recorded);
  if (Date.parse(recorded.offline.at) > now.getTime()) throw new PlatformError(errors['approval.ahead']);
  return { ...recorded, decision: said(recorded.decision) };
}

const answerOf = ({ hash, decision, offline }: RecordedAnswer): Answer => ({
  contact: offline.contact ?? null,
  hash,
  decision,
});

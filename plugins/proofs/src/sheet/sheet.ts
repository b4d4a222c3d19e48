import {
  PlatformError,
  type Approval,
  type CallContext,
  type GivenFile,
  type OrderFacts,
  type Work,
} from '@docket/sdk';
import { errors } from '../errors.ts';
import type { Life } from '../rules/follow.ts';
import type { Making, MadeOf, Mockup, Round } from '../rules/proof.ts';
import { pinsOf, type PinRow } from '../pins/statements.ts';
import { judge, type Judged, type ProofCase } from '../rules/standing.ts';
import { hashOfJson, uuidOf } from './hashes.ts';
import { mockupsOf, roundsOf, sheetOf, type MockupRow, type RoundRow } from './statements.ts';

/** A work of an order, with all that there is about it. */
export interface WorkSheet extends ProofCase {
  /** Id of the work. */
  readonly id: string;
  /** What its questions are about. */
  readonly subject: string;
  /** The number that its next mockup gets: no number is given twice. */
  readonly nextMockup: number;
  readonly judged: Judged;
  /** What its customer noted on the pictures, by round and number. */
  readonly pins: readonly PinRow[];
}

/** All works of one order, as it is now, in its sequence; then those that are made no more. */
export interface Sheet {
  readonly order: OrderFacts;
  /** Grows with every write; 0 where there was never a mockup. */
  readonly version: number;
  /** The approvals, see `approvalsIn`, for which the order was moved on. */
  readonly movedFor: readonly string[];
  readonly works: readonly WorkSheet[];
  /** The files of its mockups that are still there, as far as the caller may see them. */
  readonly given: readonly GivenFile[];
}

/** What reading takes. */
type Reading = Pick<CallContext, 'orders' | 'data' | 'approvals' | 'files'>;

/** An order that whoever calls may see; any other one is unknown. */
export async function orderOf({ orders }: Pick<CallContext, 'orders'>, id: string): Promise<OrderFacts> {
  const order = (await orders.find([id])).get(id);
  if (!order) throw new PlatformError(errors['not-found']);
  return order;
}

/** Reads the sheet of an order that whoever calls may see; any other order is unknown. */
export async function readSheet(context: Reading, id: string): Promise<Sheet> {
  const sheet = await findSheet(context, id);
  if (!sheet) throw new PlatformError(errors['not-found']);
  return sheet;
}

/** The same; nothing for an order that whoever calls does not see. */
export async function findSheet(context: Reading, id: string): Promise<Sheet | undefined> {
  const [found, [sheets, mockups, rounds, pins], questions, given] = await Promise.all([
    context.orders.find([id]),
    context.data.read(sheetOf({ order: id }), mockupsOf({ order: id }), roundsOf({ order: id }), pinsOf({ order: id })),
    context.approvals.ofOrders([id]),
    context.files.ofOrders([id]),
  ]);
  const order = found.get(id);
  if (!order) return undefined;
  const wanted = order.works();
  const made = new Map(wanted.map((work) => [work.id, makingOf(work, order.files)] as const));
  // One of them would be made, and approved by nobody.
  if (made.size !== wanted.length) throw new Error(`Two works of order ${id} have one id.`);
  const ids = new Set([...made.keys(), ...mockups.map(({ work }) => work)]);
  const works = [...ids].map((work) =>
    workSheet(context, order.id, { id: work, making: made.get(work), mockups, rounds, pins, questions }),
  );
  return { order, version: sheets[0]?.version ?? 0, movedFor: sheets[0]?.movedFor ?? [], works, given };
}

interface Found {
  readonly id: string;
  readonly making: Making | undefined;
  readonly mockups: readonly MockupRow[];
  readonly rounds: readonly RoundRow[];
  readonly pins: readonly PinRow[];
  readonly questions: readonly Approval[];
}

function workSheet({ approvals }: Reading, order: string, found: Found): WorkSheet {
  const { id, making } = found;
  const subject = subjectOf(order, id);
  const rows = found.mockups.filter(({ work }) => work === id);
  const work: ProofCase = {
    making,
    mockups: rows.filter(({ removed }) => !removed).map(mockupOf),
    rounds: found.rounds.filter((round) => round.work === id).map(roundOf),
    questions: found.questions.filter((question) => question.subject === subject),
  };
  const pins = found.pins.filter((pin) => pin.work === id);
  const nextMockup = (rows.at(-1)?.version ?? 0) + 1;
  return { ...work, id, subject, nextMockup, pins, judged: judge(work, (question) => approvals.hashOf(question)) };
}

/** The same for the same work of the same order, so that all questions about it are about one thing. */
export const subjectOf = (order: string, work: string): string => uuidOf(`docket proofs ${order} ${work}`);

/** True where all pictures of a mockup are there to be looked at. */
export const isPictured = ({ given }: Pick<Sheet, 'given'>, { files }: Pick<Mockup, 'files'>): boolean =>
  files.every(({ id }) => given.some((file) => file.id === id && file.state !== 'blocked'));

/** The works that are made. */
export const madeWorks = ({ works }: Sheet): readonly (WorkSheet & { readonly making: Making })[] =>
  works.flatMap((work) => (work.making ? [{ ...work, making: work.making }] : []));

/** A work of the order as it is now. */
export function workIn(sheet: Sheet, id: string): WorkSheet & { readonly making: Making } {
  const work = madeWorks(sheet).find((one) => one.id === id);
  if (!work) throw new PlatformError(errors['proofs.unknown']);
  return work;
}

/** True where something is made, and its customer approved all of it as it is. */
export function isAllApproved(sheet: Sheet): boolean {
  const works = madeWorks(sheet);
  return works.length > 0 && works.every(({ judged }) => judged.standing === 'approved');
}

/** What of it is approved: each work with the round that was. */
export const approvalsIn = (sheet: Sheet): readonly string[] =>
  madeWorks(sheet).flatMap(({ id, judged: { standing, round } }) =>
    standing === 'approved' && round ? [`${id} ${round.version}`] : [],
  );

/** Where the order is. */
export function lifeOf({ stage, final }: Pick<OrderFacts, 'stage' | 'final'>): Life {
  if (stage === 'done') return 'done';
  if (!final) return 'goes-on';
  return stage === 'stopped' ? 'stopped' : 'done';
}

/** True where nobody is asked about it any more. */
export const isOver = ({ order }: Pick<Sheet, 'order'>): boolean => lifeOf(order) !== 'goes-on';

function makingOf(work: Work, files: OrderFacts['files']): Making {
  const art = work.files.map((id): MadeOf => {
    const file = files.find((one) => one.id === id);
    return { id, name: file?.name ?? '', sha256: file?.sha256 ?? '' };
  });
  const bytes = art.map(({ sha256 }) => sha256);
  return {
    work,
    art,
    artHash: hashOfJson(art.map(({ name, sha256 }) => ({ name, sha256 }))),
    looks: hashOfJson({ looks: work.looks, art: bytes }),
  };
}

const mockupOf = ({ work, version, files, note, at }: MockupRow): Mockup => ({
  work,
  version,
  files,
  note,
  at: at.toISOString(),
});

const roundOf = ({ sentAt, ...row }: RoundRow): Round => ({
  ...row,
  sentAt: sentAt.toISOString(),
});

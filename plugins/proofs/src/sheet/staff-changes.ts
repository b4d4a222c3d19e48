import {
  FormText,
  PlatformError,
  staff,
  type CallContext,
  type GivenFile,
  type Json,
  type OwnChange,
} from '@docket/sdk';
import { noteLength, Notes } from '@docket/sdk/content';
import * as z from 'zod';
import { errors } from '../errors.ts';
import { answering, readExpected, type Expected, type TypedExpected } from '../rules/expected.ts';
import { longestWork, type Making, type Mockup } from '../rules/proof.ts';
import type { Lack } from '../rules/shown.ts';
import { settingsOf } from '../settings.ts';
import { adding } from './adding.ts';
import { askAbout, askedBy } from './asking.ts';
import { calledIn } from './called.ts';
import { changeSheet, refuseChanged, refuseOver } from './change-sheet.ts';
import { lackIn } from './drawn.ts';
import { expectingFor } from './expecting.ts';
import { settle } from './settle.ts';
import { orderOf, workIn, type Sheet, type WorkSheet } from './sheet.ts';
import { forgetFollowUp, removeMockup as removeRow, withdrawRound } from './statements.ts';

const order = z.uuid();
const work = z.string().min(1).max(longestWork);
const version = z.coerce.number().int().min(0);
/** `sheet`: the version that whoever acts saw; absent where it does not matter what else was there. */
const ofWork = { order, work, sheet: version.optional() };

const editing = staff('proofs.edit');

/**
 * Takes files as the next version of the pictures of a work. What was asked about an older one holds no more at once. Nobody but the
 * shop sees it before it is sent.
 */
export const mockups = editing.upload(
  z.strictObject({ order, work, note: FormText }),
  async ({ order: of, work: id, note }, files, context): Promise<Json> => {
    const words = readWords('note', note);
    await changeSheet(context, of, (sheet) => adding(context, sheet, workIn(sheet, id), files, words));
    return done;
  },
);

/** Who answers and by when; what is absent is as the shop has set. */
const expectation = {
  rule: z.enum(answering).optional(),
  contacts: z.array(z.uuid()).max(500).default([]),
  due: z.string().max(40).optional(),
};

/** Sends the newest mockups of these works to the customer, who gets one mail for all. All are sent, or none. */
export const send = editing.mutation(
  z.strictObject({ order, works: z.array(work).max(500).default([]), sheet: version, ...expectation }),
  async ({ order: of, works, sheet: seen, ...typed }, context) => {
    if (works.length === 0) throw new PlatformError(errors['proofs.nothing-to-send']);
    const expected = await expectedOf(context, of, typed);
    await changeSheet(context, of, (sheet) => {
      refuseChanged(sheet, seen);
      refuseOver(sheet);
      const sent = [...new Set(works)].map((id) => sendable(context, workIn(sheet, id), sheet.given));
      const asked = askedBy(settingsOf(context.settings));
      const asking = sent.map((one) => askAbout(context, of, one, { mockup: one.mockup, asked, expected }));
      const titles = sent.map(({ making }) => calledIn(context, making.work));
      const told: OwnChange = {
        order: of,
        action: 'proofs.send',
        after: { works: titles, mockups: sent.map(({ mockup }) => mockup.version), due: expected.due },
        history: { type: 'proofs.sent', shown: true, data: { title: titles.join('; ') } },
        asks: asking.map(({ question }) => question),
      };
      return { told: [told], statements: asking.flatMap(({ statements }) => statements) };
    });
    // Staff may have changed the order between the look at it and the question.
    await settle(context, of);
    return done;
  },
);

/** Refuses what staff typed where it does not do, field by field. */
async function expectedOf(context: CallContext, id: string, typed: TypedExpected): Promise<Expected> {
  const { usual, ...present } = await expectingFor(context, await orderOf(context, id));
  const read = readExpected(typed, usual, present);
  if ('issues' in read) throw new PlatformError(errors['proofs.invalid'], {}, { details: { issues: read.issues } });
  return read.expected;
}

type Sendable = WorkSheet & { readonly making: Making; readonly mockup: Mockup };

const refusedFor = {
  looking: 'still-looking',
  blocked: 'blocked',
  gone: 'blocked',
  undrawn: 'not-drawn',
} as const satisfies Record<Lack, string>;

/** The work with its newest mockup; refuses one that there is nothing to ask about, and says why. */
function sendable(
  context: CallContext,
  one: WorkSheet & { readonly making: Making },
  given: readonly GivenFile[],
): Sendable {
  const { needs, newest: mockup } = one.judged;
  const refusal = (
    code: 'no-mockup' | 'needs-new' | 'asked-already' | 'blocked' | 'still-looking' | 'not-drawn',
  ): PlatformError => new PlatformError(errors[`proofs.${code}`], { work: calledIn(context, one.making.work) });
  if (!mockup) throw refusal('no-mockup');
  if (needs === 'new-mockup') throw refusal('needs-new');
  if (needs !== 'sending') throw refusal('asked-already');
  const lack = lackIn(mockup, given);
  if (lack) throw refusal(refusedFor[lack]);
  return { ...one, mockup };
}

/** Takes back what waits for an answer, and says why; the customer reads it. */
export const withdraw = editing.mutation(
  z.strictObject({ ...ofWork, reason: FormText }),
  async ({ order: of, work: id, sheet: seen, reason }, context) => {
    const words = readWords('reason', reason, { isNeeded: true });
    await changeSheet(context, of, (sheet) => {
      refuseChanged(sheet, seen);
      const { making, judged, subject } = workIn(sheet, id);
      const { question, round } = judged;
      if (question?.state !== 'open' || !round) throw new PlatformError(errors['proofs.not-open']);
      const title = calledIn(context, making.work);
      const told: OwnChange = {
        order: of,
        action: 'proofs.withdraw',
        before: { work: title, mockup: round.mockup, version: round.version, reason: words },
        history: { type: 'proofs.withdrawn', shown: true, data: { title } },
        // Whoever approved in the same moment has approved.
        voids: [{ subject, reason: 'proofs.void.withdrawn', only: 'open' }],
      };
      return {
        told: [told],
        statements: [
          withdrawRound({ order: of, work: id, version: round.version, reason: words }),
          forgetFollowUp({ order: of, work: id }),
        ],
      };
    });
    return done;
  },
);

/** Removes a mockup that nobody outside of the shop ever saw, with its files. */
export const removeMockup = editing.mutation(
  z.strictObject({ ...ofWork, version: version.min(1) }),
  async ({ order: of, work: id, sheet: seen, version: number }, context) => {
    await changeSheet(context, of, (sheet) => {
      refuseChanged(sheet, seen);
      const one = sheet.works.find((known) => known.id === id);
      const mockup = one?.mockups.find((known) => known.version === number);
      if (!one || !mockup) throw new PlatformError(errors['proofs.unknown']);
      if (one.rounds.some((round) => round.mockup === number)) throw new PlatformError(errors['proofs.is-sent']);
      return {
        told: [removal(context, sheet, one, mockup)],
        statements: [removeRow({ order: of, work: id, version: number, at: context.now.toISOString() })],
      };
    });
    // What was answered before it may be the newest again.
    await settle(context, of);
    return done;
  },
);

function removal(
  context: CallContext,
  { order: { id: of }, given }: Sheet,
  { id, making }: WorkSheet,
  { version: mockup, files }: Mockup,
): OwnChange {
  const title = making ? calledIn(context, making.work) : id;
  return {
    order: of,
    action: 'proofs.remove',
    before: { work: title, mockup, files: files.map(({ name }) => name) },
    history: { type: 'proofs.removed', shown: false, data: { title } },
    // One that inspection or erasing took is gone already.
    files: { remove: files.map((file) => file.id).filter((one) => given.some((file) => file.id === one)) },
  };
}

const done: Json = { done: true };

/** What staff write to something. */
function readWords(path: string, typed: string, { isNeeded = false } = {}): string {
  const notes = new Notes<'reason-missing' | 'too-long'>('proofs');
  const words = typed.trim();
  if (isNeeded && words === '') notes.refuse(path, 'reason-missing');
  if (words.length > noteLength) notes.refuse(path, 'too-long', { most: noteLength });
  if (notes.refusals > 0) throw new PlatformError(errors['proofs.invalid'], {}, { details: { issues: notes.issues } });
  return words;
}

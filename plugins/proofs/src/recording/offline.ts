import { PlatformError, staff, type OwnChange } from '@docket/sdk';
import * as z from 'zod';
import { errors } from '../errors.ts';
import { longestWork } from '../rules/proof.ts';
import { calledIn } from '../sheet/called.ts';
import { changeSheet } from '../sheet/change-sheet.ts';
import { workIn } from '../sheet/sheet.ts';
import { readAnswer, typedAnswer } from './read-answer.ts';

/** Files at once. */
const mostFiles = 10;

/**
 * Writes down an answer that was given by phone, by mail, in person or on paper, with the files that prove it. It is taken as one
 * of the portal is: while exactly this is asked, with every point confirmed; and it is one answer, where several are needed.
 */
export const offline = staff('proofs.record').upload(
  z.strictObject({
    order: z.uuid(),
    work: z.string().min(1).max(longestWork),
    /** The question as it stood on the page. */
    question: z.uuid(),
    hash: z.string().max(64),
    ...typedAnswer,
  }),
  async ({ order, work, question: id, hash, ...typed }, files, context) => {
    const people = (await context.approvals.approversOf([order]))[order] ?? [];
    await changeSheet(context, order, (sheet) => {
      const one = workIn(sheet, work);
      const { question, round } = one.judged;
      if (one.judged.standing !== 'waiting' || !question || !round) throw new PlatformError(errors['proofs.not-open']);
      if (question.id !== id || question.hash !== hash) throw new PlatformError(errors['proofs.changed']);
      const { now, tenant } = context;
      const asked = question.approvers?.people ?? null;
      const { decision, offline: said } = readAnswer(typed, { round, people, asked, now, zone: tenant.timeZone });
      const evidence = files.map(({ id: file, sha256 }) => ({ file, sha256 }));
      const told: OwnChange = {
        order,
        action: 'proofs.record',
        after: {
          work: calledIn(context, one.making.work),
          mockup: round.mockup,
          choice: decision.choice,
          way: said.way,
          name: said.name,
          at: said.at,
          evidence: files.map(({ name }) => name),
        },
        answers: [{ subject: one.subject, hash, decision, offline: { ...said, evidence } }],
      };
      return { told: [told], statements: [] };
    });
  },
  { most: mostFiles },
);

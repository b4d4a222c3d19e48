import { byline, type CallContext, type GivenFile, type OwnChange } from '@docket/sdk';
import type { Making } from '../rules/proof.ts';
import { calledIn } from './called.ts';
import { refuseOver, type Change } from './change-sheet.ts';
import type { Sheet, WorkSheet } from './sheet.ts';
import { addMockup, forgetFollowUp } from './statements.ts';

/**
 * These files, kept from now on, become the next version of the pictures of a work. What was asked about an older one holds no more at
 * once, so that an order that is over takes none.
 */
export function adding(
  context: CallContext,
  sheet: Pick<Sheet, 'order'>,
  { id: work, making, nextMockup, judged, subject }: WorkSheet & { readonly making: Making },
  files: readonly Pick<GivenFile, 'id' | 'name' | 'sha256'>[],
  note = '',
): Change {
  refuseOver(sheet);
  const order = sheet.order.id;
  const state = judged.question?.state;
  const title = calledIn(context, making.work);
  const row = {
    tenant: context.tenant.id,
    order,
    work,
    version: nextMockup,
    files: JSON.stringify(files.map(({ id, name, sha256 }) => ({ id, name, sha256 }))),
    note,
  };
  const told: OwnChange = {
    order,
    action: 'proofs.add',
    after: { work: title, mockup: nextMockup, files: files.map(({ name }) => name), note },
    history: { type: 'proofs.added', shown: false, data: { title } },
    files: { keep: files.map(({ id }) => id) },
    ...((state === 'open' || state === 'approved') && { voids: [{ subject, reason: 'proofs.void.mockup' }] }),
  };
  return {
    told: [told],
    statements: [
      addMockup({ ...row, ...byline(context) }),
      // Who wants something else waits for it until it is sent.
      ...(judged.wants ? [] : [forgetFollowUp({ order, work })]),
    ],
  };
}

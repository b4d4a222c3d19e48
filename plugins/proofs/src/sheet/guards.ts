import { approval, issue, on, status, type CallContext, type Issue } from '@docket/sdk';
import { settingsOf, type ProofSettings } from '../settings.ts';
import { calledIn } from './called.ts';
import { findSheet, madeWorks } from './sheet.ts';

/** This plugin's id: questions are told to every plugin, by whose they are. */
const own = 'proofs';

/** Nobody approves what is not made any more, also not in the moment before it is asked anew. */
export const mayDecide = on(
  approval.mayDecide,
  async ({ plugin, orderId, subject, version }, context: CallContext): Promise<readonly Issue[]> => {
    if (plugin !== own) return [];
    const sheet = await findSheet(context, orderId);
    const work = sheet?.works.find((one) => one.subject === subject);
    if (work?.judged.isCurrent && work.judged.round?.version === version) return [];
    return [issue('refuse', 'proofs.not-current', '')];
  },
);

/** Nothing gets into production that its customer did not approve as it is. */
export const mayMove = on(
  status.mayMove,
  async ({ orderId, stages }, context: CallContext): Promise<readonly Issue[]> => {
    const shop = settingsOf(context.settings);
    if (!isGuarded(shop, stages.to) || isGuarded(shop, stages.from)) return [];
    const sheet = await findSheet(context, orderId);
    if (!sheet) return [issue('refuse', 'proofs.not-seen', '', {}, 'staff')];
    const missing = madeWorks(sheet).filter(({ judged }) => judged.standing !== 'approved');
    if (missing.length === 0) return [];
    const { values } = await context.settingsFor({ customerId: sheet.order.customerId });
    if (!settingsOf(values).required) return [];
    const params = { count: missing.length, work: calledIn(context, missing[0]!.making.work) };
    return [issue('refuse', 'proofs.not-approved', '', params, 'staff')];
  },
);

const isGuarded = ({ guardedStages }: ProofSettings, stage: string): boolean =>
  guardedStages.some((one) => one === stage);

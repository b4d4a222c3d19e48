import { missingNames } from '@docket/sdk/answers';
import type { ApprovalRecord, ApprovalState, Choice, Decision } from '@docket/sdk';

/** What a record is, by what came of the question: what was never answered has no certificate. */
export const titleOf = ({ state, decided }: Pick<ApprovalRecord, 'state' | 'decided'>): ApprovalState | 'lapsed' =>
  state === 'void' && !decided ? 'lapsed' : state;

/** What an answer says. With words of its own an approval is one of something corrected. */
export const answerOf = ({ choice, reason }: Decision): Choice | 'corrected' =>
  choice === 'approve' && reason ? 'corrected' : choice;

/** Who still has to answer, where everybody named does; nobody where one of them is enough. */
export const owedBy = ({ approvers }: Pick<ApprovalRecord, 'approvers'>): readonly string[] =>
  approvers?.rule === 'all' ? missingNames({ approvers }) : [];

import { setting, stages } from '@docket/sdk';
import * as z from 'zod';
import { checks } from './rules/checklist.ts';
import { approverWays } from './rules/expected.ts';

const text = (key: string): { title: string; help: string } => ({
  title: `proofs.settings.${key}`,
  help: `proofs.settings.${key}.help`,
});

/** What a shop may set. Whether anything has to be approved at all, by whom and how soon may differ by customer. */
export const settings = z.strictObject({
  required: setting(z.boolean().default(true), { ...text('required'), scope: ['customer'] }),
  approvers: setting(z.enum(approverWays).default('any'), {
    ...text('approvers'),
    words: 'proofs.approvers',
    scope: ['customer'],
  }),
  answerWithinDays: setting(z.number().int().min(0).max(90).default(0), {
    ...text('answerWithinDays'),
    scope: ['customer'],
  }),
  checklist: setting(z.array(z.enum(checks)).max(checks.length).default([]), {
    ...text('checklist'),
    words: 'proofs.check',
  }),
  terms: setting(z.string().trim().max(2000).default(''), { ...text('terms'), control: 'textarea' }),
  termsVersion: setting(z.string().trim().max(40).default(''), text('termsVersion')),
  guardedStages: setting(z.array(z.enum(stages)).max(stages.length).default(['producing', 'ready', 'done']), {
    ...text('guardedStages'),
    words: 'proofs.stage',
  }),
  approvedStatus: setting(z.string().trim().max(60).default('art-approved'), text('approvedStatus')),
});

/** The settings as rules read them. */
export type ProofSettings = z.infer<typeof settings>;

const standard: ProofSettings = settings.parse({});

/** The settings of a call; stored ones that no longer fit this version give way to the standard. */
export function settingsOf(given: Readonly<Record<string, unknown>>): ProofSettings {
  const read = settings.safeParse(given);
  return read.success ? read.data : standard;
}

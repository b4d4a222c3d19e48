import { sql } from 'kysely';
import { statement } from '../../kernel/statement.ts';

interface WorkingCopy {
  readonly id: string;
  /** The version that it was made from. */
  readonly base: number;
  readonly content: string;
  /** What is found in it. */
  readonly issues: string;
  readonly trace: string;
  /** JSON of what is different from the version before, as `diffContent` says it. */
  readonly changes: string;
  readonly by: string;
  readonly auditId: string;
  readonly now: Date;
}

/** Keeps a working copy beside what was received; audit goes with it. No row when it was decided, or corrected by others. */
export const saveWorkingCopy = statement<WorkingCopy, { version: number }>(
  'requests.save-working-copy',
  (place) => sql`with kept as (
      update core.request set content = ${place('content')}::jsonb, content_version = content_version + 1,
        issues = ${place('issues')}::jsonb, trace = ${place('trace')}::jsonb, updated_at = ${place('now')}
      where id = ${place('id')} and intent = 'create' and state = 'waiting' and content_version = ${place('base')}
      returning tenant_id, id, content_version
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'requests.edit', 'request', id::text,
        jsonb_build_object('version', content_version - 1),
        jsonb_build_object('version', content_version, 'changes', ${place('changes')}::jsonb) from kept
    )
    select content_version as version from kept`,
);

interface Corrected {
  readonly order: string;
  readonly entryId: string;
  readonly changes: string;
  readonly by: string;
  readonly now: Date;
}

/** Notes in an order's history what staff corrected of it before they took it: behind `submitRequest` in its transaction. */
export const tellCorrected = statement<Corrected>(
  'requests.tell-corrected',
  (place) => sql`insert into core.timeline (tenant_id, order_id, id, at, type, by, shown, data)
    select tenant_id, id, ${place('entryId')}, ${place('now')}, 'corrected', ${place('by')}::jsonb, true,
      jsonb_build_object('changes', ${place('changes')}::jsonb) from core.orders where id = ${place('order')}`,
);

import { sql } from 'kysely';
import { statement } from '../../kernel/statement.ts';

/** Nothing was found: whoever may have the file may have it now. */
export const release = statement<{ id: string }>(
  'files.release',
  (place) => sql`update core.file set state = 'stored', facts = facts - 'unscannable'
    where id = ${place('id')} and state = 'pending'`,
);

/** The scanner cannot tell of it, and it goes on waiting. */
export const keepUnscannable = statement<{ id: string; why: string }>(
  'files.keep-unscannable',
  (place) => sql`update core.file set facts = facts || jsonb_build_object('unscannable', ${place('why')}::text)
    where id = ${place('id')} and state = 'pending'`,
);

/** Its bytes are gone, and with them what was drawn of it. */
export const miss = statement<{ id: string }>(
  'files.miss',
  (place) => sql`update core.file set state = 'stored',
      facts = facts - 'preview' - 'thumbnail' - 'unscannable' || '{"outcome": "refused", "problem": "missing"}'
    where id = ${place('id')} and state = 'pending'`,
);

/** Nobody may have it any more; what inspection drew of it is forgotten. */
export const quarantine = statement<{ id: string; malware: string }>(
  'files.quarantine',
  (place) => sql`update core.file set state = 'blocked',
      facts = facts - 'preview' - 'thumbnail' - 'unscannable' || jsonb_build_object('malware', ${place('malware')}::text,
        'security', (facts -> 'security') || jsonb_build_object('block', true, 'reasons', (facts -> 'security' -> 'reasons') || '["malware"]'))
    where id = ${place('id')}`,
);

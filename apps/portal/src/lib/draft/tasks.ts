import type { Task, Translate } from '@docket/ui';
import type { Links } from '#lib/links.ts';
import type { PartFace } from './parts.ts';

/** A part as a line of the task list. Where something is to be fixed, its page says what. */
export const taskOf = (t: Translate, links: Links, draft: string, { part, state, stops }: PartFace): Task => ({
  id: part.id,
  href: links.part(draft, part.id) + (state === 'problem' ? '?check=1' : ''),
  label: t(part.title),
  hint: state === 'problem' ? t('portal.draft.stops', { count: stops }) : t(part.about),
  state,
});

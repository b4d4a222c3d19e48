import { readForm } from '@docket/sdk/form';
import type { Json } from '@docket/sdk';
import { textOf } from './posted.ts';

/** A part's form as it was posted: the version it was opened with, why it was changed, and what was typed. */
export interface PostedPart {
  readonly base: number;
  readonly reason: string;
  readonly form: Json;
  /** True when a file came along: there is nowhere to put it yet. */
  readonly hasFiles: boolean;
}

/** Names that speak to the page, not to the kind. */
const own = new Set(['_base', '_reason', '_to', '_back', '_keep']);

/** Reads a part's form. Throws `FormError` for names that are none. */
export function readPart(posted: FormData): PostedPart {
  const texts = [...posted].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const hasFiles = [...posted.values()].some((value) => value instanceof File && value.size > 0);
  return {
    base: Number(posted.get('_base')),
    reason: textOf(posted, '_reason'),
    form: readForm(texts.filter(([name]) => !own.has(name))),
    hasFiles,
  };
}

import type { Json } from '@docket/sdk';

/** What the customer called the order so far; empty when nothing was typed. */
export function titleOf(content: Json): string {
  const { title } = (content ?? {}) as { readonly title?: unknown };
  return typeof title === 'string' ? title.trim() : '';
}

import { hashToken } from '../access/access.ts';
import type { Edge } from '../edge.ts';

/** The browser's proof that anonymous drafts are its own; null for one that has none. */
export function ownerOf(edge: Edge): Buffer | null {
  const token = edge.cookies.get('draft');
  return token === undefined ? null : hashToken(token);
}

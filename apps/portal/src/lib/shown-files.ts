import type { FormFile, Json } from '@docket/sdk';
import type { Links } from './links.ts';

interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly bytes: number | string;
  readonly state: string;
  readonly facts: Json;
}

/** Files as plugins' components see them, with the addresses of this shop. */
export const shownFiles = (links: Links, rows: readonly FileRow[]): readonly FormFile[] =>
  rows.map(({ id, name, bytes, state, facts }) => ({
    id,
    name,
    bytes: Number(bytes),
    state,
    facts,
    href: links.file(id, name),
    preview: links.preview(id),
  }));

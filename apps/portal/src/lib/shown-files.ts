import type { FormFile, Json, ReusableFile } from '@docket/sdk';
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
  rows.map((row) => shownFile(links, row));

const shownFile = (links: Links, { id, name, bytes, state, facts }: FileRow): FormFile => ({
  id,
  name,
  bytes: Number(bytes),
  state,
  facts,
  href: links.file(id, name),
  preview: links.preview(id),
});

/** Files of earlier orders, likewise. */
export const reusableFiles = (
  links: Links,
  rows: readonly (Omit<FileRow, 'state'> & Pick<ReusableFile, 'order' | 'as'>)[],
): readonly ReusableFile[] =>
  rows.map(({ order, as, ...row }) => ({ ...shownFile(links, { ...row, state: 'stored' }), order, as }));

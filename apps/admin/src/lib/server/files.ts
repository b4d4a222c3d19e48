import type { FormFile, Json } from '@docket/sdk';
import { readScope } from './scope.ts';

interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly state: string;
  readonly facts: Json;
}

/** A stored file with the addresses under which it is downloaded and looked at. */
export function shownFile({ id, name, bytes, state, facts }: StoredFile): FormFile {
  const { base } = readScope();
  const href = `${base}/files/${id}/${encodeURIComponent(name)}`;
  return { id, name, bytes, state, facts, href, preview: `${base}/files/${id}/preview` };
}

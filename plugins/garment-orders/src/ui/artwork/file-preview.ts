import type { FormFile } from '@docket/sdk';
import { groupOf } from '@docket/sdk/content';

/** True once inspection drew a picture of the file; before that, and for files it cannot draw, there is none to show. */
export const hasPreview = ({ facts }: FormFile): boolean => {
  const found = groupOf(facts);
  return found['thumbnail'] !== undefined || found['preview'] !== undefined;
};

import type { Issue } from '@docket/sdk';
import { errorAt } from '@docket/ui';
import type { Translate } from '@docket/ui';
import { fieldLabel } from '../field-label.ts';

/** What every field of the form is given: the name that it posts under, its label and what is wrong with it. */
export const fieldAt = (t: Translate, issues: readonly Issue[], path: string) => ({
  name: path,
  label: fieldLabel(t, path),
  error: errorAt(issues, path, t),
});

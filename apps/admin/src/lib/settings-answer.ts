import type { Json } from '@docket/sdk';
import type { Refusal } from '@docket/sdk/client';
import type { FormError, FoundCustomers } from '@docket/ui';
import type { CustomerSearch } from '@docket/ui/settings/setting-values.ts';

/** What a page is answered that posted settings: saved, or the form as it was typed with what is wrong or was found. */
export interface SettingsAnswer {
  readonly saved?: boolean | undefined;
  readonly refusal?: Refusal | undefined;
  readonly errors?: readonly FormError[] | undefined;
  readonly typed?: Readonly<Record<string, Json>> | undefined;
  /** Of the customers that it holds, by id. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly found?: (CustomerSearch & FoundCustomers) | undefined;
}

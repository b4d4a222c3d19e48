import type { ContentField, FormFile, FormProps, Issue, KindPart } from '@docket/sdk';
import type { Prefilled } from '@docket/ui';

/** What the page of a part hands to its form: JSON alone. */
export interface PartPage extends Pick<
  FormProps,
  'content' | 'settings' | 'offers' | 'aside' | 'earlier' | 'door' | 'addresses' | 'today' | 'units'
> {
  readonly draft: { readonly id: string; readonly fields: readonly ContentField[] };
  readonly part: KindPart;
  /** The part after this one; null after the last. */
  readonly next: KindPart | null;
  /** Version of the part on the page. */
  readonly version: number;
  /** By name: what was filled in and still stands. */
  readonly prefilled: Readonly<Record<string, Prefilled>>;
  readonly issues: readonly Issue[];
  readonly files: readonly FormFile[];
  /** Prefix of the shop's addresses. */
  readonly base: string;
  /** Of the page. */
  readonly path: string;
}

import { defineKind } from '@docket/sdk';
import { groupOf, textOf } from '@docket/sdk/content';
import { blankDraft, unitsOf } from './blank.ts';
import { checkTransport } from './check/check.ts';
import type { TransportContent } from './content.ts';
import { derived, fields, parts } from './fields.ts';
import { labelledPackages } from './labelled-packages.ts';
import { mergePart } from './merge.ts';
import { pipeline } from './pipeline.ts';
import { summaryOf } from './summary.ts';

/** Id of the kind, and the prefix of its words. */
export const transportId = 'transport';

/** Orders of a carrier: a service, the stops of a way, goods. */
export const transport = defineKind<TransportContent>({
  id: transportId,
  version: 1,
  title: 'transport.kind',
  parts,
  fields,
  derived,
  pipeline,
  blank: ({ tenant }) => blankDraft(tenant.timeZone, unitsOf(tenant.units)),
  merge: mergePart,
  check: checkTransport,
  // An order has no files of its own yet.
  files: () => [],
  summary: summaryOf,
  packages: labelledPackages,
  service: (typed) => textOf(groupOf(typed)['service']) || undefined,
  // There is no older version.
  upgrade: (_from, content) => content as TransportContent,
});

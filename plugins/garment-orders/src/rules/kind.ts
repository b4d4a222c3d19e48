import { defineKind } from '@docket/sdk';
import { blankDraft } from './blank.ts';
import { checkGarment } from './check/check.ts';
import type { GarmentContent } from './content.ts';
import { fields, parts } from './fields.ts';
import { mergePart } from './merge.ts';
import { pipeline } from './pipeline.ts';
import { printOfFile } from './reuse.ts';
import { summaryOf } from './summary.ts';
import { worksOf } from './works.ts';

/** Orders of a decoration shop: garments with size runs, print locations with artwork. */
export const garment = defineKind<GarmentContent>({
  id: 'garment',
  version: 1,
  title: 'garment.kind',
  parts,
  fields,
  pipeline,
  blank: ({ tenant }) => blankDraft(tenant.units === 'mm' ? 'mm' : 'in'),
  merge: mergePart,
  check: checkGarment,
  files: ({ imprints }) =>
    imprints.flatMap(({ files }, at) => files.map((id) => ({ id, path: `imprints.${at}.files` }))),
  summary: summaryOf,
  works: worksOf,
  reuse: printOfFile,
  // There is no older version.
  upgrade: (_from, content) => content as GarmentContent,
});

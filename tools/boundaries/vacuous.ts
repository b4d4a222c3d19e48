import type { Source } from './sources.ts';

/** Files of the core that ask something of every member of a list which is no list of anybody's: shapes, letters, places. */
export const formsOnly: ReadonlySet<string> = new Set([
  'core/src/content/content.ts',
  'core/src/files/inspection/affine.ts',
  'core/src/files/inspection/pdf-page.ts',
  'core/src/json-input.ts',
  'core/src/reach-input.ts',
  'core/src/tenants/host-name.ts',
]);

/** Where a source asks whether all of a list are something, which is true of a list of nothing, in TypeScript as in SQL. */
export const vacuousIn = ({ file, text }: Source): readonly string[] =>
  text
    .split('\n')
    .flatMap((line, at) => (/\.every\s*\(|=\s*all\s*\(/i.test(line) ? [`${file}:${at + 1} asks all of a list.`] : []));

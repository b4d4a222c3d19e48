import type { Json } from '@docket/sdk';
import type { Translate } from '@docket/sdk/messages';
import { asGroup, asList, asText } from './json.ts';

/** What inspection found in a file, as short sentences; what it did not look for is left out. */
export function fileFacts(facts: Json, t: Translate, units: 'inch' | 'mm'): readonly string[] {
  const found = asGroup(facts);
  return [kindOf(found, t), pixels(found, t), page(found, t, units), pages(found, t)].filter((text) => text !== '');
}

/** What staff should know before they open a file. */
export function fileWarnings(facts: Json, t: Translate): readonly string[] {
  const found = asGroup(facts);
  const security = asGroup(found['security']);
  const problem = asText(found['problem']);
  const why = asText(found['unscannable']);
  const safety = [...asList(security['reasons']), ...asList(security['warnings'])];
  return [
    ...(problem === '' ? [] : [t(`admin.file.problem.${problem}`)]),
    ...(why === '' ? [] : [t('admin.file.unscannable', { why })]),
    ...safety.map((code) => t(`admin.file.warning.${asText(code)}`, { malware: asText(found['malware']) })),
  ];
}

type Found = ReturnType<typeof asGroup>;

const kindOf = (found: Found, t: Translate): string => {
  const kind = asText(found['kind']);
  return kind === '' ? '' : t('admin.file.kind', { kind: kind.toUpperCase() });
};

function pixels(found: Found, t: Translate): string {
  const { width, height, density } = asGroup(found['raster']);
  if (typeof width !== 'number' || typeof height !== 'number') return '';
  return typeof density === 'number'
    ? t('admin.file.pixelsAt', { width, height, density: Math.round(density) })
    : t('admin.file.pixels', { width, height });
}

/** Pages are measured in points, 72 an inch. */
function page(found: Found, t: Translate, units: 'inch' | 'mm'): string {
  const { width, height, content } = asGroup(found['page']);
  if (typeof width !== 'number' || typeof height !== 'number') return '';
  const measure = (points: number): number =>
    units === 'inch' ? Math.round((points / 72) * 100) / 100 : Math.round((points / 72) * 25.4);
  const size = t(`admin.file.size.${units}`, { width: measure(width), height: measure(height) });
  const what = asText(content);
  return what === '' ? size : `${size}, ${t(`admin.file.content.${what}`)}`;
}

const pages = (found: Found, t: Translate): string => {
  const count = asGroup(found['pdf'])['pages'];
  return typeof count === 'number' && count > 1 ? t('admin.file.pages', { count }) : '';
};

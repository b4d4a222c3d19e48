import { groupOf, isGroup, listOf, textOf, type JsonGroup } from '@docket/sdk/content';
import { textsOf } from './artwork-rules.ts';
import { printOf, type Print } from './asked-print.ts';
import type { FindingCode } from './codes.ts';
import { backgroundFindings, colorFindings } from './color-findings.ts';
import { isArtwork, isStitchFile } from './file-kinds.ts';
import { finding, type Finding, type Settings } from './finding.ts';
import { proportions, sharpness } from './resolution.ts';

export type { Finding } from './finding.ts';
export { printFindings, rowsUnder } from './print-findings.ts';
export { effectiveDpi } from './resolution.ts';

/**
 * What is to be said of one file for one print. `facts` is the inspection's result, null while it runs; `imprint` is
 * the location as typed; `orderMethod` the method that a location without one of its own takes. Never throws.
 */
export function artworkFindings(
  facts: unknown,
  imprint: unknown,
  settings: Settings,
  orderMethod = '',
): readonly Finding[] {
  if (!isGroup(facts)) return [finding('note', 'art.checking')];
  const unsafe = securityFindings(groupOf(facts['security']));
  if (unsafe.some(({ severity }) => severity === 'refuse')) return unsafe;
  const print = printOf(imprint, orderMethod);
  return [...unsafe, ...(unreadable(facts) ?? pictureFindings(facts, print, settings))];
}

function securityFindings(security: JsonGroup): Finding[] {
  const reasons = textsOf(security['reasons']);
  if (security['block'] === true) {
    return [finding('refuse', reasons.includes('password') ? 'art.password' : 'art.unsafe')];
  }
  return textsOf(security['warnings']).includes('name-mismatch') ? [finding('warn', 'art.name-mismatch')] : [];
}

/** What is said of a file that could not be looked into, by the inspection's problem; others are `art.unreadable`. */
const problems: Readonly<Record<string, FindingCode>> = {
  password: 'art.password',
  missing: 'art.empty',
  empty: 'art.empty',
  'too-many-bytes': 'art.too-much',
  'too-many-pixels': 'art.too-much',
  'too-many-frames': 'art.too-much',
  'too-complex': 'art.too-much',
};

function unreadable(facts: JsonGroup): Finding[] | undefined {
  const problem = textOf(facts['problem']);
  if (problem) return [finding('warn', Object.hasOwn(problems, problem) ? problems[problem]! : 'art.unreadable')];
  if (isStitchFile(facts)) return [finding('good', 'art.stitch-file')];
  return isArtwork(facts) ? undefined : [finding('warn', 'art.not-art', { kind: textOf(facts['kind']) })];
}

function pictureFindings(facts: JsonGroup, print: Print, settings: Settings): Finding[] {
  return [
    ...sharpness(facts, print, settings),
    ...proportions(facts, print),
    ...colorFindings(facts, print),
    ...backgroundFindings(facts, print),
    ...fontFindings(facts),
  ];
}

function fontFindings(facts: JsonGroup): Finding[] {
  const missing = listOf(groupOf(facts['page'])['fonts'])
    .map(groupOf)
    .filter((font) => font['embedded'] === false)
    .map((font) => textOf(font['name']));
  return missing.length > 0 ? [finding('warn', 'art.fonts', { fonts: missing.slice(0, 5).join(', ') })] : [];
}

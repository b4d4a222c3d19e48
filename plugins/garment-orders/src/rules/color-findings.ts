import { groupOf, textOf, type JsonGroup } from '@docket/sdk/content';
import { textsOf } from './artwork-rules.ts';
import type { Print } from './asked-print.ts';
import { finding, type Finding } from './finding.ts';

/** Colours of a file against those asked for, where the method counts colours. */
export function colorFindings(facts: JsonGroup, print: Print): Finding[] {
  const colours = groupOf(facts['colours']);
  if (!print.method?.asks.colors || print.colors === undefined) return [];
  if (colours['photoLike'] === true) return print.method.flatColors ? [finding('warn', 'art.photo')] : [];
  const found = colorsFound(facts, colours);
  return found > print.colors ? [finding('warn', 'art.more-colors', { found, declared: print.colors })] : [];
}

/** Spot colours where the file names them, else flat colours without a full opaque ground, which nobody prints. */
function colorsFound(facts: JsonGroup, colours: JsonGroup): number {
  const spots = textsOf(groupOf(facts['pdf'])['spotColours']).filter((name) => name !== 'All' && name !== 'None');
  if (spots.length > 0) return spots.length;
  const distinct = typeof colours['distinct'] === 'number' ? colours['distinct'] : 0;
  return Math.max(0, distinct - (groundOf(facts) ? 1 : 0));
}

/** The colour of a full opaque background; nothing where something shines through. */
const groundOf = (facts: JsonGroup): string => {
  const surface = groupOf(facts['surface']);
  return surface['transparent'] === true ? '' : textOf(surface['background']);
};

/** A full background, where the method would print it too. */
export function backgroundFindings(facts: JsonGroup, print: Print): Finding[] {
  const ground = groundOf(facts);
  return ground && print.method?.printsBackground ? [finding('warn', 'art.background', { color: ground })] : [];
}

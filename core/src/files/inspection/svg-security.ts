import type { SecurityReason, SecurityWarning, Svg } from './facts.ts';
import type { Attributes, SvgToken } from './svg-tokens.ts';

/** What speaks against an SVG, collected token by token. */
export interface SvgSuspicions {
  readonly reasons: Set<SecurityReason>;
  readonly warnings: Set<SecurityWarning>;
  externalReferences: number;
}

/** Nothing found yet. */
export const noSuspicions = (): SvgSuspicions => ({ reasons: new Set(), warnings: new Set(), externalReferences: 0 });

/** Elements of other languages that browsers bring to life inside an SVG. */
const LIVE = new Set([
  'iframe',
  'object',
  'embed',
  'audio',
  'video',
  'canvas',
  'html',
  'body',
  'form',
  'input',
  'link',
  'meta',
  'base',
]);
const ANIMATIONS = new Set(['animate', 'set', 'animatetransform', 'animatemotion']);
const LINKS = ['href', 'src', 'data', 'action', 'formaction'];

// Browsers ignore white space and control characters inside a scheme, so we do too.
const bare = (value: string): string => value.replaceAll(/[\s\p{Cc}]/gu, '').toLowerCase();

function judgeLink(value: string, element: string, found: SvgSuspicions): void {
  const link = bare(value);
  if (/^(?:javascript|vbscript):/.test(link)) found.reasons.add('svg-script');
  else if (link.startsWith('data:')) {
    if (!/^data:image\/(?!svg)/.test(link)) found.reasons.add('svg-foreign-content');
  } else if (link !== '' && !link.startsWith('#') && element !== 'a') refersOutside(found);
}

function refersOutside(found: SvgSuspicions): void {
  found.externalReferences += 1;
  found.warnings.add('svg-external-reference');
}

function judgeStyle(css: string, found: SvgSuspicions): void {
  // Escapes such as `\75rl(` spell the same words.
  const plain = css.replaceAll(/\\([0-9a-f]{1,6})\s?/gi, (_, hex) =>
    String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff)),
  );
  if (/javascript:|expression\s*\(|-moz-binding/i.test(plain)) found.reasons.add('svg-script');
  if (/@import/i.test(plain)) refersOutside(found);
  for (const [, target = ''] of plain.matchAll(/url\(\s*["']?([^"')]*)/gi)) judgeLink(target, 'style', found);
}

function judgeAttributes(element: string, attributes: Attributes, found: SvgSuspicions): void {
  for (const [name, value] of attributes) {
    if (/^on[a-z]/.test(name)) found.reasons.add('svg-event-handler');
    else if (LINKS.includes(name)) judgeLink(value, element, found);
    else if (/url\(|@import|expression|-moz-binding|\\/i.test(value)) judgeStyle(value, found);
  }
  const animated = bare(attributes.get('attributename') ?? '');
  if (ANIMATIONS.has(element) && /href$|^on/.test(animated)) found.reasons.add('svg-script');
}

const isIllustratorData = (attributes: Attributes): boolean =>
  (attributes.get('requiredextensions') ?? '').includes('ns.adobe.com');

function judgeElement(token: Extract<SvgToken, { type: 'open' }>, found: SvgSuspicions): void {
  if (token.name === 'script' || token.name === 'handler' || token.name === 'listener') found.reasons.add('svg-script');
  if (LIVE.has(token.name)) found.reasons.add('svg-foreign-content');
  if (token.name === 'foreignobject') {
    found.warnings.add('svg-foreign-object');
    // Illustrator parks its own data in foreignObject; from anybody else it is a web page inside the drawing.
    if (!isIllustratorData(token.attributes)) found.reasons.add('svg-foreign-content');
  }
  judgeAttributes(token.name, token.attributes, found);
}

/** Judges one token. `inStyle` says that text is a style sheet. */
export function judgeSvgToken(token: SvgToken, inStyle: boolean, found: SvgSuspicions): void {
  if (token.type === 'open') judgeElement(token, found);
  else if (token.type === 'text' && inStyle) judgeStyle(token.text, found);
  else if (token.type === 'instruction' && /^<\?xml-stylesheet/i.test(token.text)) refersOutside(found);
  // Plain names for namespaces, as Illustrator writes them, are harmless; references and markup inside are not.
  else if (token.type === 'entity' && /[&%<]/.test(token.name + token.value)) found.reasons.add('svg-entities');
}

/** The facts behind the suspicions. */
export const svgFacts = ({ reasons, warnings, externalReferences }: SvgSuspicions): Omit<Svg, 'viewBox'> => ({
  hasScript: reasons.has('svg-script'),
  hasEventHandlers: reasons.has('svg-event-handler'),
  hasForeignObject: warnings.has('svg-foreign-object'),
  externalReferences,
});

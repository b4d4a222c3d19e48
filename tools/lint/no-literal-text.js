/** @typedef {import('eslint').Rule.RuleContext} Context */
/** @typedef {import('svelte-eslint-parser').AST.SvelteNode} Node */
/** @typedef {import('svelte-eslint-parser').AST.SvelteText} Text */
/** @typedef {import('svelte-eslint-parser').AST.SvelteMustacheTag} MustacheTag */
/** @typedef {import('svelte-eslint-parser').AST.SvelteAttribute} Attribute */

/** Attributes whose literal text people read or hear. */
const spoken = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'label',
  'placeholder',
  'title',
]);

/** @param {string} text */
const hasLetter = (text) => /\p{L}/u.test(text);

/**
 * What people read comes from the message catalogue: `{t('key')}`, never literal text in a template or in an attribute
 * that is shown or read out. Text without a letter (separators, arrows) is allowed.
 * @type {import('eslint').Rule.RuleModule}
 */
export const noLiteralText = {
  meta: {
    type: 'problem',
    docs: { description: 'text for people must come from the message catalogue' },
    schema: [],
    messages: {
      text: 'The text "{{text}}" must come from the message catalogue: {t(\'key\')}.',
      attribute: 'The {{name}} "{{text}}" must come from the message catalogue: {{name}}={t(\'key\')}.',
    },
  },
  create(context) {
    const listener = {
      SvelteText: (/** @type {Text} */ node) => reportText(context, node),
      SvelteMustacheTag: (/** @type {MustacheTag} */ node) => reportExpression(context, node),
      SvelteAttribute: (/** @type {Attribute} */ node) => reportAttribute(context, node),
    };
    // ESLint's own types know no nodes of Svelte; the parser guarantees that each name gets its node.
    return /** @type {import('eslint').Rule.RuleListener} */ (/** @type {unknown} */ (listener));
  },
};

/**
 * @param {Context} context
 * @param {Text} node
 */
function reportText(context, node) {
  if (!hasLetter(node.value) || isStyleOrScript(node.parent)) return;
  context.report({ node, messageId: 'text', data: { text: shortened(node.value) } });
}

/**
 * A literal inside of braces is literal text all the same.
 * @param {Context} context
 * @param {MustacheTag} node
 */
function reportExpression(context, node) {
  if (node.parent.type !== 'SvelteElement' && !node.parent.type.endsWith('Block')) return;
  const text = literalOf(node.expression);
  if (text !== undefined && hasLetter(text))
    context.report({ node, messageId: 'text', data: { text: shortened(text) } });
}

/**
 * @param {Context} context
 * @param {Attribute} node
 */
function reportAttribute(context, node) {
  const { name } = node.key;
  if (!spoken.has(name)) return;
  for (const part of node.value) {
    const text = part.type === 'SvelteLiteral' ? part.value : literalOf(part.expression);
    if (text !== undefined && hasLetter(text))
      context.report({ node: part, messageId: 'attribute', data: { name, text: shortened(text) } });
  }
}

/**
 * @param {MustacheTag['expression']} expression
 * @returns {string | undefined}
 */
function literalOf(expression) {
  if (expression?.type === 'Literal' && typeof expression.value === 'string') return expression.value;
  if (expression?.type === 'TemplateLiteral') return expression.quasis.map(({ value }) => value.cooked).join('');
  return undefined;
}

/** @param {Node} node */
const isStyleOrScript = ({ type }) => type === 'SvelteStyleElement' || type === 'SvelteScriptElement';

/** @param {string} text */
const shortened = (text) => text.trim().replaceAll(/\s+/g, ' ').slice(0, 40);

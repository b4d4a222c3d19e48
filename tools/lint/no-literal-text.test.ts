import { Linter } from 'eslint';
import svelteParser from 'svelte-eslint-parser';
import { describe, expect, it } from 'vitest';
import { noLiteralText } from './no-literal-text.js';

const linter = new Linter();

function faults(component: string): readonly string[] {
  const config: Linter.Config = {
    files: ['**/*.svelte'],
    languageOptions: { parser: svelteParser },
    plugins: { docket: { rules: { 'no-literal-text': noLiteralText } } },
    rules: { 'docket/no-literal-text': 'error' },
  };
  return linter.verify(component, [config], { filename: 'a.svelte' }).map(({ message }) => message);
}

describe('text in a component', () => {
  it.each([
    ['text between tags', '<p>Hello there</p>', 'Hello there'],
    ['text beside an expression', '<p>{name} ordered</p>', 'ordered'],
    ['text of another script', '<p>注文</p>', '注文'],
    ['text in a block', '{#if late}Late{/if}', 'Late'],
    ['text in a snippet', '{#snippet head()}Orders{/snippet}', 'Orders'],
    ['a literal in braces', "<p>{'Hello'}</p>", 'Hello'],
    ['a template literal with words', '<p>{`${count} orders`}</p>', 'orders'],
    ['a label read out', '<button aria-label="Close"></button>', 'Close'],
    ['a title', '<abbr title="Purchase order"></abbr>', 'Purchase order'],
    ['a placeholder', '<input placeholder="Name" />', 'Name'],
    ['a picture’s alternative', '<img src="a.png" alt="Front" />', 'Front'],
    ['a label handed to a component', '<Field label="Name" />', 'Name'],
    ['a label as a literal in braces', "<Field label={'Name'} />", 'Name'],
    ['a label with a place in it', '<Field label="Order {number}" />', 'Order'],
  ])('is refused: %s', (_, component, text) => {
    expect(faults(component)).toEqual([expect.stringContaining(text)]);
  });

  it.each([
    ['a message', "<p>{t('home.title')}</p>"],
    ['a message as a label', `<Field label={t('field.name')} />`],
    ['punctuation and numbers', '<p>{a} · {b} → 100 %</p>'],
    ['an empty alternative', '<img src="a.png" alt="" />'],
    ['attributes nobody reads', '<a class="link" href="/orders" data-kind="order">{name}</a>'],
    ['styles and scripts', '<script>const text = "Hello";</script><style>p { color: red }</style>'],
    ['comments', '<!-- Hello -->'],
    ['a value', '<p>{order.number}</p>'],
  ])('is let through: %s', (_, component) => {
    expect(faults(component)).toEqual([]);
  });
});

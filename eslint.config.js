import svelte from 'eslint-plugin-svelte';
import svelteParser from 'svelte-eslint-parser';
import typescript from 'typescript-eslint';
import { noLiteralText } from './tools/lint/no-literal-text.js';

/** Only .svelte files come here, for what oxlint cannot see: templates, and types across template and script. */
export default typescript.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      '**/build/**',
      '**/.svelte-kit/**',
      '**/.svelte-check/**',
      '**/.docket/**',
      '.toolchain/**',
    ],
  },
  ...svelte.configs['flat/recommended'].map((config) => ({ ...config, files: ['**/*.svelte'] })),
  {
    files: ['**/*.svelte'],
    languageOptions: {
      parser: svelteParser,
      parserOptions: {
        parser: typescript.parser,
        projectService: true,
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: {
      '@typescript-eslint': typescript.plugin,
      docket: { rules: { 'no-literal-text': noLiteralText } },
    },
    rules: {
      'docket/no-literal-text': 'error',
      // Links carry the prefix of the shop's addresses, which kit's own resolve() does not know.
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/require-each-key': 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/button-has-type': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    // The gallery shows components with sample content to developers; it is no page of a product.
    files: ['sdk/ui/src/gallery/**'],
    rules: { 'docket/no-literal-text': 'off' },
  },
);

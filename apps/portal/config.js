import path from 'node:path';
import adapter from '@sveltejs/adapter-node';
import { docketUi } from '@docket/sdk/vite';
import { sveltekit } from '@sveltejs/kit/vite';

/**
 * Strict, but for style attributes: Svelte writes them, and kit's own route announcer has one.
 * @param {boolean} develops
 * @returns {NonNullable<import('@sveltejs/kit').Config['csp']>}
 */
const policy = (develops) => ({
  mode: 'nonce',
  directives: {
    'default-src': ['self'],
    'script-src': ['self'],
    'style-src': ['self'],
    'style-src-attr': ['unsafe-inline'],
    'img-src': ['self', 'data:', 'blob:'],
    'object-src': ['none'],
    'base-uri': ['none'],
    'form-action': ['self'],
    'frame-ancestors': ['none'],
    // The socket that reloads pages while developing has a port of its own; a worker of Vite's waits for it to come back.
    ...(develops && { 'connect-src': ['self', 'ws:'], 'worker-src': ['self', 'blob:'] }),
  },
});

/** What every island needs comes as one piece: small pieces pack badly, and each costs its imports. */
const together = {
  groups: [
    {
      name: 'kit',
      test: /sdk[\\/]ui[\\/](src|dist)[\\/](words|place|text[\\/]Icon|actions[\\/]Button|forms[\\/](field-id|Field|ChoiceRow|ChoiceGroup|Checkbox|OptionalFields|optional-field|Select|TextArea))\b|lib[\\/](page[\\/](page-face|refusal-words)|draft[\\/](issue-words|parts))\b/,
    },
  ],
};

/**
 * Builds the scripts of pages under addresses that pages know: what islands need, and what keeps a page up to date. The
 * chunks they import have hashed names.
 * @param {string} sources
 * @returns {import('vite').Plugin}
 */
const scripts = (sources) => ({
  name: 'docket-scripts',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  config: () => ({ environments: { client: { build: { rolldownOptions: { output: { codeSplitting: together } } } } } }),
  buildStart() {
    for (const name of ['islands', 'live'])
      this.emitFile({ type: 'chunk', id: path.join(sources, `lib/${name}/start.ts`), fileName: `_app/${name}.js` });
  },
});

/** @type {typeof import('./config.js').config} */
export const config = ({ root, ui, out, cacheDir, allow, develops = false, kit = {} }) => ({
  root,
  ...(cacheDir && { cacheDir }),
  plugins: [
    docketUi(ui),
    sveltekit({ adapter: adapter({ out }), paths: { base: '' }, csp: policy(develops), ...kit }),
    scripts(kit.files?.src ?? path.join(root, 'src')),
  ],
  resolve: { dedupe: ['svelte', '@docket/ui'] },
  ssr: { noExternal: [/^@docket\//] },
  optimizeDeps: { exclude: ['@docket/ui'] },
  server: { fs: { allow: [...allow] } },
});

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
      test: /sdk[\\/]ui[\\/](src|dist)[\\/](words|place|text[\\/]Icon|actions[\\/]Button|forms[\\/]field-id|forms[\\/]Field)\b|lib[\\/]page[\\/]page-face/,
    },
  ],
};

/**
 * Builds the script of pages with islands under an address that pages know; the chunks it imports have hashed names.
 * @param {string} sources
 * @returns {import('vite').Plugin}
 */
const islands = (sources) => ({
  name: 'docket-islands',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  config: () => ({ environments: { client: { build: { rolldownOptions: { output: { codeSplitting: together } } } } } }),
  buildStart() {
    this.emitFile({ type: 'chunk', id: path.join(sources, 'lib/islands/start.ts'), fileName: '_app/islands.js' });
  },
});

/** @type {typeof import('./config.js').config} */
export const config = ({ root, ui, out, cacheDir, allow, develops = false, kit = {} }) => ({
  root,
  ...(cacheDir && { cacheDir }),
  plugins: [
    docketUi(ui),
    sveltekit({ adapter: adapter({ out }), paths: { base: '' }, csp: policy(develops), ...kit }),
    islands(kit.files?.src ?? path.join(root, 'src')),
  ],
  resolve: { dedupe: ['svelte', '@docket/ui'] },
  ssr: { noExternal: [/^@docket\//] },
  optimizeDeps: { exclude: ['@docket/ui'] },
  server: { fs: { allow: [...allow] } },
});

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer, type ViteDevServer } from 'vite';

/**
 * Compiles the Svelte components of a package as its server draws them, for tests of what a page is before any script runs: its
 * `ssrLoadModule('/src/testing/draw.ts')` loads a module that may import components, and call `render` of `svelte/server`. Nothing of the
 * package's own Vite configuration counts. Starting it takes seconds, so give the `beforeAll` a minute; close it when done.
 *
 * @param root the package's folder; paths of modules begin there
 */
export const openVite = (root: string): Promise<ViteDevServer> =>
  createServer({
    configFile: false,
    root,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    plugins: [svelte({ configFile: false })],
  });

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

const generated = ['**/node_modules/**', '**/dist/**', '**/.*/**', '**/build/**'];

/** Quiet and alike everywhere: no sandbox (containers have none to give), no background traffic. */
const chromium = playwright({
  launchOptions: {
    ...(process.env['DOCKET_CHROMIUM'] && { executablePath: process.env['DOCKET_CHROMIUM'] }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
});

/** What each project runs is told by the file's name alone. "npm test" starts what they need. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['**/*.test.ts'],
          exclude: [...generated, '**/*.svelte.test.ts', '**/*.story.test.ts', 'bench/**'],
          testTimeout: 15_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [svelte({ configFile: false })],
        // Found in the middle of a run, it would load tests anew.
        optimizeDeps: { include: ['fast-check'] },
        test: {
          name: 'components',
          include: ['{apps,sdk,plugins,examples}/**/*.svelte.test.ts'],
          exclude: generated,
          browser: {
            enabled: true,
            headless: true,
            provider: chromium,
            instances: [{ browser: 'chromium' }],
            screenshotFailures: false,
          },
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'stories',
          environment: 'node',
          include: ['**/*.story.test.ts'],
          exclude: generated,
          globalSetup: 'tools/checks/stories.mjs',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // What a page shows comes by way of a server and a script.
          expect: { poll: { timeout: 10_000 } },
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});

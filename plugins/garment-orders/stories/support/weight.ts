import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** Collects the scripts that a page transfers, from now on; answers their sum, packed, in bytes. */
export function weighScripts(page: Page): () => Promise<number> {
  const bodies = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    const type = response.headers()['content-type'] ?? '';
    if (/javascript/.test(type) && !bodies.has(response.url())) bodies.set(response.url(), response.body());
  });
  return async () => {
    await page.waitForLoadState('networkidle');
    const packed = (await Promise.all(bodies.values())).map((body) => gzipSync(body, { level: 9 }).length);
    return packed.reduce((sum, bytes) => sum + bytes, 0);
  };
}

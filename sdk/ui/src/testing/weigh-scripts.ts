import { gzipSync } from 'node:zlib';

/** What of a browser's page is needed to weigh it. */
interface ScriptedPage {
  on(event: 'response', hears: (response: ScriptedResponse) => void): unknown;
  waitForLoadState(state: 'networkidle'): Promise<void>;
}

interface ScriptedResponse {
  headers(): Readonly<Record<string, string>>;
  url(): string;
  body(): Promise<Uint8Array>;
}

/** Collects the scripts that a page transfers, from now on; answers their sum, packed, in bytes. */
export function weighScripts(page: ScriptedPage): () => Promise<number> {
  const bodies = new Map<string, Promise<Uint8Array>>();
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

import type { Page, Route } from 'playwright-core';

/**
 * Shows what a page without script shows in one that allows script to whoever looks at it: the same address, answered by the
 * same server, with none of its own script and the styles of a browser that runs none.
 */
export async function openAsServed(page: Page, address: string): Promise<void> {
  await page.route('**/*', (route) => still(route));
  await page.goto(address, { waitUntil: 'networkidle' });
}

async function still(route: Route): Promise<void> {
  const type = route.request().resourceType();
  if (type === 'script') return route.abort();
  if (type !== 'document' && type !== 'stylesheet') return route.continue();
  const answer = await route.fetch();
  const text = await answer.text();
  return route.fulfill({ response: answer, body: type === 'document' ? withoutScript(text) : withStillStyles(text) });
}

/** Written into the page, too: what it starts itself, and what it says to browsers without script. */
const withoutScript = (html: string): string =>
  withStillStyles(html)
    .replaceAll(/<script\b.*?<\/script>/gs, '')
    .replaceAll(/<\/?noscript>/g, '');
const withStillStyles = (css: string): string => css.replaceAll(/\(scripting:\s*none\)/g, 'all');

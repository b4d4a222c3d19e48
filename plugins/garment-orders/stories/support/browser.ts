import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

export { keepPicture } from '@docket/ui/testing/page-quality.ts';

/** Widths of a desk and of a phone, in CSS pixels. */
export const widths = { desktop: 1280, phone: 360 } as const;

interface Visit {
  readonly width?: number;
  readonly javaScript?: boolean;
  readonly colorScheme?: 'light' | 'dark';
  /** Cookies to come with, as `Cookie` writes them, for an address. */
  readonly cookie?: { readonly url: string; readonly text: string };
}

/** A person's window. */
export interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of scripts and of the content policy on any page of this window since it was opened. */
  readonly faults: readonly string[];
}

/** The browser of a story; each window shares nothing with the others, as on another machine. */
export interface StoryBrowser {
  open(visit?: Visit): Promise<Window>;
  close(): Promise<void>;
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium. Close it in `afterAll`. */
export async function openBrowser(): Promise<StoryBrowser> {
  const program = process.env['DOCKET_CHROMIUM'];
  const browser: Browser = await chromium.launch({ ...(program && { executablePath: program }), args: quiet });
  return {
    open: (visit = {}) => openWindow(browser, visit),
    close: () => browser.close(),
  };
}

async function openWindow(browser: Browser, visit: Visit): Promise<Window> {
  const { width = widths.desktop, javaScript = true, colorScheme = 'light', cookie } = visit;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: 'en-US',
    timezoneId: 'America/Chicago',
    javaScriptEnabled: javaScript,
    colorScheme,
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(10_000);
  if (cookie) await context.addCookies(cookiesOf(cookie));
  const faults: string[] = [];
  context.on('weberror', (error) => faults.push(error.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error' && !isOfNetwork(message.text())) faults.push(message.text());
  });
  return { context, page: await context.newPage(), faults };
}

const cookiesOf = ({ url, text }: NonNullable<Visit['cookie']>) =>
  text.split('; ').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return { name, value: value.join('='), url: new URL('/', url).href };
  });

/** The browser itself reports every answer of 400 and more, also those that a story is about. */
const isOfNetwork = (text: string): boolean => text.startsWith('Failed to load resource');

/** A further tab of the same window, whose script waits until it is let through. */
export async function openWithLateScript(
  context: BrowserContext,
  url: string,
): Promise<{ readonly tab: Page; readonly arrive: () => void }> {
  const tab = await context.newPage();
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  await tab.route(/\.js$/, async (route) => {
    await arrived;
    await route.continue();
  });
  await tab.goto(url, { waitUntil: 'commit' });
  return { tab, arrive };
}

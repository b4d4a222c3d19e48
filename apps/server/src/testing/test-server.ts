import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Platform } from '@docket/core';
import { openPostOffice, type PostOffice, type TestBrowser } from '@docket/core/testing';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { requireBuild } from '../building/stamp.ts';
import { loadProject } from '../project.ts';
import { builtPages } from '../serve/pages.ts';
import { serve } from '../serve/serve.ts';
import { readSettings } from '../settings.ts';

/** How somebody comes to a page: a window of Playwright, whose language and clock may be set too. */
export interface Visit extends BrowserContextOptions {
  /** Who is signed in there, by the cookies that this browser holds; nobody where it is absent. */
  readonly as?: TestBrowser;
}

/** A distribution as it is served, with nothing in it yet: make shops and people with `platform.seed`. */
export interface TestServer {
  readonly platform: Platform;
  /** Without a slash at its end; a shop is below `/s/<slug>`. */
  readonly origin: string;
  /** All mails that the platform sent. */
  readonly post: PostOffice;
  /** A window that shares nothing with others, as on another machine. What is waited for there may take 20 s. */
  readonly open: (visit?: Visit) => Promise<Page>;
  readonly close: () => Promise<void>;
}

/**
 * Serves a distribution that `docket build` built, as `docket start` does, on an embedded database and a port of its own, with
 * real mail and Chromium before it. For stories: tests of what people see, from the page to the database. Needs Playwright
 * (`playwright-core`), whose Chromium is the one of `DOCKET_CHROMIUM` where that names a program. Close it when done.
 *
 * @param distribution URL of the file that declares it, e.g. `import.meta.resolve('./docket.config.ts')`
 * @throws Problem where it is not built, or was built with other plugins
 */
export async function openTestServer(distribution: string): Promise<TestServer> {
  const project = await loadProject(fileURLToPath(distribution));
  await requireBuild(project);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'docket-story-'));
  const post = await openPostOffice();
  const given = { PORT: '0', HOST: '127.0.0.1', DOCKET_DATA: folder, SMTP_URL: post.url };
  const settings = readSettings(given, folder);
  const served = await serve({ project, settings, demo: false, pages: await builtPages(project) });
  const browser = await openChromium();
  return {
    platform: served.platform,
    origin: served.origin,
    post,
    open: (visit = {}) => openWindow(browser, served.origin, visit),
    async close() {
      await browser.close();
      await served.stop(0);
      await post.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Without a sandbox: containers have none to give. */
const openChromium = (): Promise<Browser> =>
  chromium.launch({
    ...(process.env['DOCKET_CHROMIUM'] && { executablePath: process.env['DOCKET_CHROMIUM'] }),
    args: ['--no-sandbox', '--disable-gpu'],
  });

async function openWindow(browser: Browser, url: string, { as: person, ...how }: Visit): Promise<Page> {
  const context = await browser.newContext(how);
  context.setDefaultTimeout(20_000);
  const cookies = (person?.cookie() ?? '').split('; ').flatMap((pair) => {
    const [name = '', ...value] = pair.split('=');
    return name === '' ? [] : [{ name, value: value.join('='), url }];
  });
  await context.addCookies(cookies);
  return context.newPage();
}

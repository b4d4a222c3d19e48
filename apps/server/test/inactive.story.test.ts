import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from '@docket/core/testing';
import type { TestBrowser } from '@docket/core/testing';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apps } from '../src/building/app-folder.ts';
import { builtPages, loadProject, readSettings, serve } from '../src/index.ts';
import type { Served } from '../src/index.ts';
import { bases } from '../src/serve/pages.ts';
import { pluginFiles } from './own-files.ts';
import type { PluginFiles } from './own-files.ts';
import { root } from './program.ts';

const project = await loadProject(path.join(root, 'examples', 'print-shop', 'docket.config.ts'));
/** Plugins that a shop can do without, and that would be seen. */
const switchable = project.distribution.plugins.filter(
  ({ activation, ui = [] }) => activation !== 'required' && ui.length > 0,
);

let folder: string;
let served: Served;
let browser: Browser;
let files: readonly PluginFiles[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'docket-inactive-'));
  const settings = readSettings({ PORT: '0', HOST: '127.0.0.1', DOCKET_DATA: folder }, folder);
  served = await serve({ project, settings, demo: false, pages: await builtPages(project) });
  browser = await chromium.launch({
    ...(process.env['DOCKET_CHROMIUM'] && { executablePath: process.env['DOCKET_CHROMIUM'] }),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  files = await Promise.all(apps.map((app) => pluginFiles(project, app)));
});
afterAll(async () => {
  await browser?.close();
  await served?.stop(0);
  await rm(folder, { recursive: true, force: true });
});

/** A shop with everything on, and people who are signed in. */
interface Shop {
  readonly base: string;
  readonly people: TestBrowser;
  /** A draft of each kind, with the parts of its form. */
  readonly drafts: readonly { readonly kind: string; readonly id: string; readonly parts: readonly string[] }[];
  readonly context: BrowserContext;
}

async function openShop(slug: string): Promise<Shop> {
  const { seed } = served.platform;
  const shop = await seed.shop({
    slug,
    name: 'The Shop',
    email: 'hello@shop.test',
    timeZone: 'UTC',
    currency: 'USD',
    locale: 'en-US',
    units: 'inch',
  });
  const owner = await seed.staff(shop, {
    name: 'Ann',
    email: 'ann@shop.test',
    role: 'owner',
    password: 'x'.repeat(12),
  });
  const { contacts } = await seed.customer(shop, {
    name: 'Smith',
    contacts: [{ name: 'Pat', email: 'pat@smith.test' }],
  });
  const people = openBrowser(served.platform, { origin: served.origin, base: `/s/${slug}` });
  people.take(await seed.cookie(shop, { type: 'staff', id: owner }));
  people.take(await seed.cookie(shop, { type: 'contact', id: contacts[0]! }));
  for (const { id } of switchable) await people.staff.plugins.switch.mutate({ plugin: id, active: true });
  const context = await browser.newContext();
  await context.addCookies(
    people
      .cookie()
      .split('; ')
      .map((pair) => ({ name: pair.split('=')[0]!, value: pair.slice(pair.indexOf('=') + 1), url: served.origin })),
  );
  return { base: `/s/${slug}`, people, drafts: await beginDrafts(people), context };
}

async function beginDrafts({ portal }: TestBrowser): Promise<Shop['drafts']> {
  const kinds = await portal.requests.kinds.query({});
  return Promise.all(
    kinds.map(async ({ id: kind }) => {
      const { id } = await portal.requests.begin.mutate({ kind });
      const { parts } = await portal.requests.open.query({ id });
      return { kind, id, parts: parts.map((part) => part.id) };
    }),
  );
}

/** Every page that needs no order, as addresses below the shop's. */
const pagesOf = ({ drafts }: Shop): readonly string[] => [
  '/',
  '/submit',
  '/portal/smith',
  '/devices',
  '/no-such-page',
  ...drafts.flatMap(({ id, parts }) => [
    `/draft/${id}`,
    ...parts.map((part) => `/draft/${id}/${part}`),
    `/draft/${id}/review`,
  ]),
  '/admin/sign-in',
  '/admin',
  '/admin/orders',
  '/admin/orders/board',
  '/admin/requests',
  '/admin/customers',
  '/admin/notices',
];

/** What a browser received of a shop: pages as HTML, and every file that a page then asked for, by address. */
interface Received {
  readonly pages: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, string>;
}

/** Pages are kept as they came, and a stream of changes has no end to be read to. */
const unread: ReadonlySet<string> = new Set(['document', 'eventsource']);

/** Looks at pages one after another, scripts and all, and walks from the first to the second inside of the app. */
async function lookAt({ base, context, people }: Shop, addresses: readonly string[]): Promise<Received> {
  const pages = new Map<string, string>();
  const asked = new Set<string>();
  const page = await context.newPage();
  page.on('request', (request) => {
    if (request.method() === 'GET' && !unread.has(request.resourceType())) asked.add(request.url());
  });
  const open = async (address: string): Promise<void> => {
    const response = await page.goto(`${served.origin}${base}${address}`, { waitUntil: 'networkidle' });
    pages.set(address, await response!.text());
  };
  for (const address of addresses) await open(address);
  await open('/');
  await page.locator(`a[href="${base}/submit"]`).first().click();
  await page.waitForURL(/submit$/);
  await page.waitForLoadState('networkidle');
  await page.close();
  return { pages, files: await readAll([...asked], { base, cookie: people.cookie() }) };
}

/** What the addresses answer; those of pictures and fonts count by their names alone. */
async function readAll(
  addresses: readonly string[],
  { base, cookie }: { readonly base: string; readonly cookie: string },
): Promise<ReadonlyMap<string, string>> {
  const read = await Promise.all(
    addresses
      .filter((address) => address.startsWith(served.origin))
      .map(async (address) => {
        const response = await fetch(address, { headers: { cookie } });
        const isText = /text|javascript|json/.test(response.headers.get('content-type') ?? '');
        return [withoutBase(base, address), isText ? await response.text() : ''] as const;
      }),
  );
  return new Map(read);
}

/** Pages name their files from where they are, which may be below the shop's prefix. */
const withoutBase = (base: string, address: string): string =>
  new URL(address).pathname.replace(new RegExp(`^${base}(?=/)`), '');

/** What a page asks the browser for: links, preloads and scripts, as paths. */
const mentioned = ({ base }: Shop, pages: Received['pages']): ReadonlySet<string> =>
  new Set(
    [...pages].flatMap(([address, html]) =>
      [...html.matchAll(/(?:href|src)="([^"]+)"|import\("([^"]+)"\)/g)].map(([, link, script]) =>
        withoutBase(base, new URL(link ?? script!, `${served.origin}${base}${address}`).href),
      ),
    ),
  );

/** Paths of the files that exist for a plugin alone, in both apps. */
const ownFiles = (plugin: string): readonly string[] =>
  apps.flatMap((app, at) => [...files[at]!.own.get(plugin)!].map((file) => `${bases[app]}/${file}`));

/** The tables of lazy entries: they name every plugin of the distribution, and nothing of them. */
const registries = (): readonly string[] => apps.map((app, at) => `${bases[app]}/${files[at]!.registry}`);

/** Keys of the plugin's words, and those of its words that are too long to be anybody else's. */
async function wordsOf(plugin: (typeof switchable)[number]): Promise<readonly string[]> {
  const { en } = plugin.messages ?? {};
  if (en === undefined) return [];
  const catalogue = JSON.parse(await readFile(fileURLToPath(en), 'utf8')) as Record<string, string>;
  return Object.entries(catalogue).flatMap(([key, text]) => [
    key,
    ...(text.length > 30 && !/[{<&"']/.test(text) ? [text] : []),
  ]);
}

/** Pages and files in which one of the texts stands, with the text. */
const traces = (received: ReadonlyMap<string, string>, texts: readonly string[]): readonly string[] =>
  [...received].flatMap(([name, content]) =>
    texts.filter((text) => content.includes(text)).map((text) => `${name}: ${text}`),
  );

/** Pages and files in which the plugin's id stands, as a word of its own: part of another word it is somebody else's. */
const named = (received: ReadonlyMap<string, string>, id: string): readonly string[] =>
  [...received].flatMap(([name, content]) => (new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(content) ? [name] : []));

it('finds files of every switchable plugin in the build', () => {
  expect(switchable.map(({ id }) => [id, ownFiles(id).some((file) => file.endsWith('.js'))])).toEqual(
    switchable.map(({ id }) => [id, true]),
  );
});

let complete: { readonly shop: Shop; readonly received: Received };

beforeAll(async () => {
  const shop = await openShop('complete');
  complete = { shop, received: await lookAt(shop, pagesOf(shop)) };
}, 240_000);

describe.each(switchable.map((plugin, at) => [plugin.id, plugin, at] as const))('the plugin %s', (id, plugin, at) => {
  let shop: Shop;
  let received: Received;

  beforeAll(async () => {
    shop = await openShop(`incomplete-${at}`);
    // The drafts were begun while it was on: their addresses stay, and must not bring it back.
    await shop.people.staff.plugins.switch.mutate({ plugin: id, active: false });
    received = await lookAt(shop, pagesOf(shop));
  }, 240_000);

  it('is on pages of the shop that has it: its files are loaded and its words are read', async () => {
    const links = mentioned(complete.shop, complete.received.pages);
    const loaded = ownFiles(id).filter((file) => complete.received.files.has(file));
    expect(loaded.filter((file) => file.endsWith('.js'))).not.toEqual([]);
    expect(loaded.filter((file) => file.endsWith('.css') && links.has(file))).not.toEqual([]);
    expect(traces(complete.received.pages, await wordsOf(plugin))).not.toEqual([]);
  });

  it('is in no page of the shop where it is off: no style, script, preload, name or word', async () => {
    expect(received.pages.size).toBe(complete.received.pages.size);
    const links = mentioned(shop, received.pages);
    expect(ownFiles(id).filter((file) => links.has(file))).toEqual([]);
    expect(named(received.pages, id)).toEqual([]);
    expect(traces(received.pages, await wordsOf(plugin))).toEqual([]);
  });

  it('is in no file that those pages load, nor in what they call', async () => {
    expect(received.files.size).toBeGreaterThan(0);
    expect(ownFiles(id).filter((file) => received.files.has(file))).toEqual([]);
    const loaded = new Map([...received.files].filter(([file]) => !registries().includes(file)));
    expect(named(loaded, id)).toEqual([]);
    expect(traces(loaded, await wordsOf(plugin))).toEqual([]);
  });

  it('answers in the API like a plugin that does not exist', async () => {
    const { portal } = shop.people;
    const [all, left] = await Promise.all(
      [complete.shop, shop].map(async ({ people }) => kindsOf(await people.portal.requests.kinds.query({}))),
    );
    for (const kind of all!.filter((one) => !left!.includes(one)))
      expect(await refusal(portal.requests.begin.mutate({ kind }))).toEqual(
        await refusal(portal.requests.begin.mutate({ kind: 'no-such-kind' })),
      );
    const [unknown, off] = await Promise.all(
      ['no-such-plugin', id].map(async (name) => {
        const response = await shop.people.fetch(`/trpc/portal/x.${name}.anything`);
        return [response.status, (await response.text()).replaceAll(name, '')];
      }),
    );
    expect(off).toEqual(unknown);
  });
});

const kindsOf = (kinds: readonly { readonly id: string }[]): readonly string[] => kinds.map(({ id }) => id);

/** Status and code of what a call is refused with. */
async function refusal(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return (error as { readonly data?: unknown }).data ?? String(error);
  }
  throw new Error('The call was not refused.');
}

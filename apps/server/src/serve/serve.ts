import path from 'node:path';
import { clamdAt, createPlatform } from '@docket/core';
import type { Pages, Platform } from '@docket/core';
import type { HttpBindings } from '@hono/node-server';
import { demoOf } from '../demo/demos.ts';
import type { Catcher } from '../mail/catcher.ts';
import { placeOfNewShop } from '../operate/found-shop.ts';
import type { Project } from '../project.ts';
import type { Settings } from '../settings.ts';
import { prepareFolder } from './folder.ts';
import { listen } from './listen.ts';
import { writeLog } from './log.ts';
import { keptSecret } from './secret.ts';
import { startProblem } from './start-problem.ts';

/** A running server. */
export interface Served {
  readonly platform: Platform;
  /** What a browser of this machine opens. */
  readonly origin: string;
  /** True when mails are caught and shown at `/demo/mail`. */
  readonly catchesMail: boolean;
  /** Takes no more requests, lets running ones end within the grace (milliseconds), and closes everything. */
  stop(grace: number): Promise<void>;
}

interface ServeOptions {
  readonly project: Project;
  readonly settings: Settings;
  readonly demo: boolean;
  readonly pages: Pages;
  /** Runs between the start of the platform and the first request: the demo fills an empty database here. */
  readonly prepare?: (platform: Platform) => Promise<void>;
}

/** Starts a distribution: database, workers, mail and HTTP. What stops a start is a `Problem` where a person can help. */
export async function serve(options: ServeOptions): Promise<Served> {
  const { settings, prepare } = options;
  const closers: (() => Promise<void>)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of closers.splice(0).toReversed()) await close();
  };
  try {
    await prepareFolder(settings.dataFolder);
    const catching = settings.smtp === undefined ? await catchMail(settings.dataFolder) : undefined;
    if (catching) closers.push(() => catching.catcher.stop());
    const heard = { port: settings.port };
    const platform = await openPlatform(options, () => originOf(settings, heard.port), catching?.catcher);
    closers.push(() => platform.stop());
    await platform.start();
    await prepare?.(platform);
    const listening = await listen({
      ...settings,
      fetch: fetcher(platform, options.demo ? catching?.pages : undefined),
    });
    heard.port = listening.port;
    const stop = async (grace: number): Promise<void> => {
      platform.live.rest();
      await listening.close(grace);
      await closeAll();
    };
    return { platform, origin: originOf(settings, listening.port), catchesMail: catching !== undefined, stop };
  } catch (error) {
    await closeAll();
    throw startProblem(error, settings);
  }
}

/** Loaded only here: a server that sends its mail needs none of it. */
async function catchMail(dataFolder: string): Promise<{ readonly catcher: Catcher; readonly pages: MailPages }> {
  const [{ startCatcher }, { Mailbox }, { mailPages }] = await Promise.all([
    import('../mail/catcher.ts'),
    import('../mail/mailbox.ts'),
    import('../mail/page.ts'),
  ]);
  const mailbox = new Mailbox(path.join(dataFolder, 'mail'));
  return { catcher: await startCatcher(mailbox), pages: mailPages(mailbox).fetch };
}

async function openPlatform(
  { project, settings, pages }: ServeOptions,
  origin: () => string,
  catcher: Catcher | undefined,
): Promise<Platform> {
  return createPlatform(project.distribution, {
    database: settings.database,
    dataFolder: settings.dataFolder,
    secret: settings.secret ?? (await keptSecret(settings.dataFolder)),
    publicUrl: origin,
    smtp: settings.smtp ?? catcher!.url,
    scanner: settings.scanner && clamdAt(settings.scanner),
    trustProxy: settings.trustProxy,
    secureCookies: settings.publicUrl?.startsWith('https:') ?? false,
    pages,
    placeOfNewShop,
    log: writeLog,
    hints: demoOf(project.distribution).hints(catcher !== undefined),
  });
}

type Fetch = (request: Request, bindings: HttpBindings) => Promise<Response>;
type MailPages = (request: Request) => Response | Promise<Response>;

/** The demo's mailbox is the server's own page; everything else is the platform's. */
function fetcher(platform: Platform, mail: MailPages | undefined): Fetch {
  if (!mail) return (request, bindings) => platform.fetch(request, bindings);
  return async (request, bindings) =>
    /^\/demo\/mail(?:[/?]|$)/.test(bindings.incoming.url ?? '') ? mail(request) : platform.fetch(request, bindings);
}

const originOf = ({ publicUrl, host }: Settings, port: number): string =>
  publicUrl ?? `http://${host === undefined || host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`;

import path from 'node:path';
import { clamdAt, createPlatform } from '@docket/core';
import type { Platform } from '@docket/core';
import { startCatcher } from '../mail/catcher.ts';
import { Mailbox } from '../mail/mailbox.ts';
import type { Project } from '../project.ts';
import { prepareFolder } from '../serve/folder.ts';
import { writeLog } from '../serve/log.ts';
import { keptSecret } from '../serve/secret.ts';
import { startProblem } from '../serve/start-problem.ts';
import type { Settings } from '../settings.ts';

/** Opens a distribution's platform without HTTP, does one thing with it, and closes it. */
export async function withPlatform(
  { distribution }: Project,
  settings: Settings,
  act: (platform: Platform) => Promise<unknown>,
): Promise<void> {
  try {
    await prepareFolder(settings.dataFolder);
    await using mail = await mailOf(settings);
    const platform = await createPlatform(distribution, {
      ...settings,
      secret: settings.secret ?? (await keptSecret(settings.dataFolder)),
      smtp: mail.url,
      scanner: settings.scanner && clamdAt(settings.scanner),
      publicUrl: () => settings.publicUrl ?? `http://localhost:${settings.port}`,
      secureCookies: false,
      log: writeLog,
    });
    try {
      await act(platform);
    } finally {
      await platform.stop();
    }
  } catch (error) {
    throw startProblem(error, settings);
  }
}

/** The mail server of the settings; without one, mails are caught into the folder that the server catches into. */
async function mailOf({ smtp, dataFolder }: Settings): Promise<AsyncDisposable & { readonly url: string }> {
  if (smtp !== undefined) return { url: smtp, [Symbol.asyncDispose]: async () => undefined };
  const catcher = await startCatcher(new Mailbox(path.join(dataFolder, 'mail')));
  return { url: catcher.url, [Symbol.asyncDispose]: () => catcher.stop() };
}

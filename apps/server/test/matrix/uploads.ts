import type { TestBrowser } from '@docket/core/testing';
import sharp from 'sharp';

let drawn: Promise<Buffer> | undefined;

/** A picture that a preview can be drawn of. */
const picture = (): Promise<Buffer> =>
  (drawn ??= sharp({ create: { width: 60, height: 40, channels: 3, background: 'teal' } })
    .png()
    .toBuffer());

/** Gives two pictures to a plugin for an order. */
export async function giveTo(browser: TestBrowser, order: string, canary: string): Promise<void> {
  const body = new FormData();
  body.append('order', order);
  for (const name of ['shown', 'hidden'])
    body.append('files', new File([new Uint8Array(await picture())], `${canary}-${name}.png`));
  const { status } = await browser.fetch('/files/given/tallies/receipts', { method: 'POST', body });
  if (status !== 200) throw new Error(`The files were not taken: ${status}.`);
}

/** Sends a picture to a draft by a plain form, and answers the file's id. */
export async function uploadTo(browser: TestBrowser, draft: string, name: string): Promise<string> {
  const body = new FormData();
  body.append('files', new File([new Uint8Array(await picture())], name));
  await browser.fetch(`/files/drafts/${draft}/lines`, { method: 'POST', body });
  const { files } = await browser.portal.requests.open.query({ id: draft });
  const file = files.find((one) => one.name === name);
  if (!file) throw new Error(`The file ${name} was not taken.`);
  return file.id;
}

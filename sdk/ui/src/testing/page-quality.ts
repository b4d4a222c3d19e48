import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What of a browser's page is needed to look at it. */
interface ShownPage {
  evaluate<Answer>(work: string | (() => Answer | Promise<Answer>)): Promise<Answer>;
  screenshot(how: { readonly path: string; readonly fullPage: boolean }): Promise<unknown>;
}

interface Axe {
  run(
    options: object,
  ): Promise<{ violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[] }>;
}

/** What axe finds, with the elements, and how much wider than the window the page is; nothing for a good page. */
export async function quality(page: ShownPage): Promise<readonly string[]> {
  await page.evaluate(await axeSource);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({});
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return [
      ...violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)].join(' ')),
      ...(wide > 0 ? [`${wide} px too wide`] : []),
    ];
  });
}

/** Keeps a picture of the whole page where somebody asked for it by `DOCKET_SHOTS`. */
export async function keepPicture(page: ShownPage, name: string): Promise<void> {
  const folder = process.env['DOCKET_SHOTS'];
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}

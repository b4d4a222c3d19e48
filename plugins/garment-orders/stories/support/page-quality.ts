import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeNode {
  readonly html: string;
  readonly failureSummary?: string;
}
interface Axe {
  run(options: object): Promise<{ violations: readonly { readonly id: string; readonly nodes: readonly AxeNode[] }[] }>;
}

/** What axe finds on the open page, in sentences; `only` limits it to rules of these names. */
export async function axeFindings(page: Page, only: readonly string[] = []): Promise<readonly string[]> {
  // The page's policy lets in no script of ours as an element; the browser's own tools may.
  await page.evaluate(await axeSource);
  const limits = only.length > 0 ? { type: 'rule', values: only } : { type: 'tag', values: rules };
  return page.evaluate(async (runOnly) => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({ runOnly });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
    );
  }, limits);
}

/** What makes the page wider than the window; empty when it does not scroll sideways. */
export const overflowing = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.body.querySelectorAll('*')].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return right > width + 1 || left < -1;
    });
    return [`${document.documentElement.scrollWidth} of ${width} px: ${wide.at(-1)?.outerHTML.slice(0, 200) ?? ''}`];
  });

/** Words in sight or read out that are in no brackets, where every word of the catalogue stands in brackets. */
export const literalWords = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const attributes = ['aria-label', 'alt', 'placeholder', 'title'];
    const texts = [document.body, ...document.body.querySelectorAll('*')].flatMap((element) => {
      const said = attributes.map((name) => element.getAttribute(name) ?? '');
      if (element.closest('script, style, bdi, textarea')) return said;
      // A sentence may be drawn in several pieces.
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      return [...said, own.map((node) => node.textContent ?? '').join('')];
    });
    texts.push(document.title);
    const outside = (text: string): string => {
      let depth = 0;
      return Array.from(text, (letter) => {
        if (letter === '[') depth += 1;
        if (letter === ']') depth -= 1;
        return depth > 0 || letter === ']' ? '' : letter;
      }).join('');
    };
    return [...new Set(texts.map((text) => outside(text).trim()).filter((text) => /\p{L}/u.test(text)))];
  });

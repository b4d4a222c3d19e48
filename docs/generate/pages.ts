import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import carrier from '@docket/example-carrier';
import printShop from '@docket/example-print-shop';
import type { PluginDescriptor } from '@docket/sdk';
import type { Catalogue } from '@docket/sdk/messages';
import { errorsPage, hooksPage, settingsPage, slotsPage } from './reference.ts';

const root = path.join(import.meta.dirname, '..', '..');

/** Every page that is made, by its path in docs/. */
export function pages(): ReadonlyMap<string, string> {
  const guide = 'guides/write-a-plugin.md';
  return new Map<string, string>([
    ['reference/hooks.md', hooksPage()],
    ['reference/refusals.md', errorsPage()],
    ['reference/slots.md', slotsPage()],
    // A plugin of both has one page: the name is the same.
    ...[...printShop.plugins, ...carrier.plugins].map(
      (plugin) => [`reference/settings-${plugin.id}.md`, settingsPage(plugin, englishOf(plugin))] as const,
    ),
    [guide, withSnippets(readFileSync(path.join(root, 'docs', guide), 'utf8'))],
  ]);
}

function englishOf({ messages }: PluginDescriptor): Catalogue {
  const file = messages?.['en'];
  return file ? (JSON.parse(readFileSync(fileURLToPath(file), 'utf8')) as Catalogue) : {};
}

/**
 * Fills the code blocks of a guide from tested code: a block that follows `<!-- from path -->` holds that file, so that
 * what readers copy is what the tests ran.
 */
export function withSnippets(guide: string): string {
  return guide.replaceAll(
    /<!-- from (\S+) -->\n```(\w+)\n(?:[\s\S]*?\n)??```$/gm,
    (_, file: string, language: string) =>
      `<!-- from ${file} -->\n\`\`\`${language}\n${readFileSync(path.join(root, file), 'utf8').trimEnd()}\n\`\`\``,
  );
}

import { errors } from '@docket/core';
import { customers, intake, slots, status, type ErrorDefinition, type Hook, type PluginDescriptor } from '@docket/sdk';
import type { Catalogue } from '@docket/sdk/messages';
import * as z from 'zod';

const made = '<!-- Made from the code by "npm run docs". Do not edit. -->';
const page = (...blocks: readonly string[]): string => `${[made, ...blocks].join('\n\n')}\n`;
const cell = (text: string): string => text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

const failure: Readonly<Record<string, string>> = {
  next: 'is passed over; the next one is asked',
  drop: 'is left out, and the result is marked partial',
  closed: 'refuses: what cannot be checked does not pass',
  open: 'is recorded; the others decide',
  abort: 'aborts: nothing is written',
  retry: 'is tried again, and kept as dead after a day',
};

/** Every hook: kind, contract, when it is asked, and what a failing plugin means. */
export const hooksPage = (): string =>
  page(
    '# Hooks',
    'A hook is a value of `@docket/sdk`; a plugin taps it with `on(hook, handler)` in its server part. The kind says how answers combine: see ARCHITECTURE.md.',
    ...Object.entries({ intake, status, customers }).flatMap(([family, hooks]) => [
      `## ${family}`,
      ...Object.values(hooks as Record<string, Hook>).map(hookBlock),
    ]),
  );

const hookBlock = ({ name, kind, version, about, onFailure, timeout }: Hook): string =>
  `### \`${name}\`\n\n${about}\n\n*${kind}*, contract ${version}. A plugin that fails ${failure[onFailure]}. A promise may take ${timeout} ms.`;

/** Every refusal of the core: code, status, sentence and next step. */
export const errorsPage = (): string =>
  page(
    '# Refusals',
    'Every refusal has a stable code, an HTTP status, a sentence and a next step. Places in braces are filled with the values at hand. A plugin adds issues of its own to `request.refused`.',
    table(
      ['code', 'status', 'what happened', 'next step'],
      Object.values<ErrorDefinition>(errors).map(({ code, status: http, sentence, next }) => [
        `\`${code}\``,
        String(http),
        sentence,
        next,
      ]),
    ),
  );

/** Every place of a page that plugins may fill. */
export const slotsPage = (): string =>
  page(
    '# Slots',
    'A plugin brings a Svelte component for a slot in the `ui` list of its descriptor.',
    table(
      ['slot', 'where'],
      Object.entries(slots).map(([name, about]) => [`\`${name}\``, about]),
    ),
  );

/** The settings of a plugin, from its schema and its words. */
export function settingsPage({ id, title, about, settings }: PluginDescriptor, words: Catalogue): string {
  const said = (text: string): string => words[text] ?? text;
  const schema = z.toJSONSchema(settings ?? z.strictObject({}), { io: 'input' });
  const rows = Object.entries(schema.properties ?? {}).map(([key, node]) => {
    const field = typeof node === 'object' ? node : {};
    return [`\`${key}\``, said(field.title ?? ''), said(textOf(field['help'])), valueOf(field.default)];
  });
  return page(`# Settings of ${title}`, `${about} Plugin \`${id}\`.`, table(['key', 'title', 'help', 'default'], rows));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const valueOf = (value: unknown): string => {
  if (value === undefined) return '';
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : `\`${text}\``;
};

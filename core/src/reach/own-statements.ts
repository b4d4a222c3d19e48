import { createHash } from 'node:crypto';
import type { OwnStatement } from '@docket/sdk';
import { pluginSchema } from '../kernel/own-rows.ts';
import type { Call } from '../kernel/statement.ts';

/** Turns a plugin's statements into calls. Throws a `TypeError` for a text that reaches beyond the plugin's own tables. */
export type OwnCalls = (statements: readonly OwnStatement[]) => readonly Call[];

/** Each text is looked at once: it is constant, and what differs between two calls are its values. */
export function ownCallsOf(plugin: string): OwnCalls {
  const names = new Map<string, string>();
  const nameOf = ({ name, text }: OwnStatement): string => {
    const key = `${name} ${text}`;
    const known = names.get(key);
    if (known !== undefined) return known;
    refuseBeyond(plugin, name, text);
    const fresh = planName(plugin, name, text);
    names.set(key, fresh);
    return fresh;
  };
  return (statements) => statements.map((one) => ({ name: nameOf(one), text: one.text, values: one.values }));
}

/** PostgreSQL keeps a plan by its name, of 63 characters at most: two texts never share one. */
function planName(plugin: string, name: string, text: string): string {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `${`own.${plugin}.${name}`.slice(0, 46)}.${hash}`;
}

const verbs = /^\s*(?:select|insert|update|delete|with)\b/;

/** Schemas that are not a plugin's own. Aliases of tables may have any other name. */
const foreign = /^(?:core|public|jobs|information_schema|pg_\w+|px_\w+)$/;

/** What a statement would change of the transaction it runs in: whose shop it is, as which role, and where names are found. */
const ofTransaction = /\b(?:set_config|search_path)\b/;

/**
 * Guards against a slip, not against an attack: a plugin is trusted code (decision 0031). Row-level security keeps to the
 * shop in any case; this keeps to the plugin's own tables.
 */
function refuseBeyond(plugin: string, name: string, text: string): void {
  const refuse = (why: string): never => {
    throw new TypeError(`The statement "${name}" of the plugin "${plugin}" ${why}`);
  };
  const plain = withoutTexts(text);
  if (!verbs.test(plain)) refuse('has to begin with select, insert, update, delete or with.');
  if (plain.includes(';')) refuse('has to be one statement, without a semicolon.');
  if (ofTransaction.test(plain)) refuse('changes the transaction it runs in.');
  const own = pluginSchema(plugin);
  for (const [, schema = ''] of plain
    .replaceAll(/\bcore\s*\.\s*touch_order\s*\(/g, '(')
    .matchAll(/([a-z_][\w$]*)\s*\./g))
    if (foreign.test(schema) && schema !== own) refuse(`names "${schema}", and may name "${own}" alone.`);
}

/** Lower case, without comments and string literals, and with plain names instead of quoted ones. */
const withoutTexts = (text: string): string =>
  text
    .replaceAll(/'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .replaceAll(/"([^"]*)"/g, '$1')
    .toLowerCase();

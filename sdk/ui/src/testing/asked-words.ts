import { globSync, readFileSync } from 'node:fs';

/** The keys that a plugin's components ask for, as literals and as patterns with places. */
export interface AskedWords {
  readonly literal: readonly string[];
  readonly isAsked: (key: string) => boolean;
  /** Patterns that no key of the catalogue fits. */
  readonly unmet: (keys: readonly string[]) => readonly RegExp[];
}

/** Reads what the components of a folder ask for of words that begin with a prefix, e.g. `garment`. */
export function askedWords(folder: string, prefix: string): AskedWords {
  const files = globSync('**/*.{svelte,ts}', { cwd: folder }).filter((file) => !/\.test\.ts$|^testing/.test(file));
  const source = files.map((file) => readFileSync(`${folder}/${file}`, 'utf8')).join('\n');
  const literal = [...source.matchAll(new RegExp(`'(${prefix}\\.[\\w.-]+)'`, 'g'))].map((found) => String(found[1]));
  const patterns = [...source.matchAll(new RegExp(`\`(${prefix}\\.[^\`]+)\``, 'g'))].map((found) =>
    asPattern(String(found[1])),
  );
  return {
    literal,
    isAsked: (key) => literal.includes(key) || patterns.some((pattern) => pattern.test(key)),
    unmet: (keys) => patterns.filter((pattern) => !keys.some((key) => pattern.test(key))),
  };
}

const asPattern = (template: string): RegExp =>
  new RegExp(`^${template.replaceAll('.', String.raw`\.`).replaceAll(/\$\{.*?\}/g, '[\\w.-]+')}$`);

/** A node of a JSON Schema of settings. */
interface Node {
  readonly title?: string;
  readonly help?: string;
  readonly words?: string;
  readonly enum?: readonly unknown[];
  readonly items?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** Every key that the generated form of settings asks for: titles, helps and choices, in tables too. */
export function wordsOfSettings(schema: object): readonly string[] {
  const node = schema as Node;
  const items = node.items as Node | undefined;
  const choices = (node.enum ?? items?.enum ?? []).map((id) => `${node.words}.${String(id)}`);
  const inner = [...Object.values(node.properties ?? {}), ...(items ? [items] : [])];
  const own = [node.title, node.help, ...(node.words === undefined ? [] : choices)];
  return [...own.filter((key) => key !== undefined), ...inner.flatMap((child) => wordsOfSettings(child as object))];
}

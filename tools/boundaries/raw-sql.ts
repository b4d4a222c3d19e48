import ts from 'typescript';
import type { Source } from './sources.ts';

/** Kysely's ways to put text into SQL as it is: names, paths of JSON and SQL itself. `sql.lit` quotes, so it is none. */
const rawWays = new Set(['raw', 'ref', 'table', 'id']);

/** Files that name tables and columns by more than a literal, and where the names come from. */
export const namesFromCode: Readonly<Record<string, string>> = {
  'core/src/customers/store-contacts.ts': 'the letter of a row, chosen beside it',
  'core/src/kernel/migrate.ts': 'migrations, and the schemas of plugins, whose ids the registry checked',
  'core/src/privacy/store-erase.ts': 'the classification of columns, held against the catalogue at every start',
  'core/src/privacy/store-export.ts': 'the classification of columns, held against the catalogue at every start',
  'core/src/privacy/store-retention.ts': 'the table of what grows old, in the same file',
  'core/src/tenants/store-erase.ts': 'the list of tables in the same file, and the classification of plugins',
  'core/src/tenants/store-info.ts': 'one of two words, by its type',
};

/** Where a source makes SQL of a text that does not stand there as a literal, a sentence each. */
export function rawSqlIn({ file, text }: Source): readonly string[] {
  if (!file.endsWith('.ts')) return [];
  const root = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const way = ts.isCallExpression(node) ? wayOf(node) : undefined;
    if (way !== undefined) found.push(`${file}:${lineOf(root, node)} gives ${way} what is no literal.`);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** The way by which a call makes SQL of anything but a literal; undefined for every other call. */
function wayOf({ expression, arguments: [first] }: ts.CallExpression): string | undefined {
  if (!ts.isPropertyAccessExpression(expression) || !first || ts.isStringLiteralLike(first)) return undefined;
  const [object, name] = [expression.expression, expression.name.text];
  const isRaw = ts.isIdentifier(object) && object.text === 'sql' && rawWays.has(name);
  return isRaw || name === 'key' ? `.${name}(…)` : undefined;
}

const lineOf = (root: ts.SourceFile, node: ts.Node): number =>
  root.getLineAndCharacterOfPosition(node.getStart(root)).line + 1;

import ts from 'typescript';
import type { Source } from './sources.ts';

/** One import as written, and whether it leaves anything at run time. */
export interface Import {
  readonly specifier: string;
  readonly isType: boolean;
}

/** All imports of a file: static, re-exported, dynamic and `import('…')` types; of .svelte files those of the scripts. */
export function importsOf({ file, text }: Source): readonly Import[] {
  const scripts = file.endsWith('.svelte') ? scriptsOf(text) : [text];
  return scripts.flatMap((script) => importsOfScript(ts.createSourceFile('file.ts', script, ts.ScriptTarget.Latest)));
}

const scriptsOf = (text: string): readonly string[] =>
  [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script ?? '');

function importsOfScript(root: ts.SourceFile): readonly Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const one = importAt(node);
    if (one) found.push(one);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

function importAt(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node)) return named(node.moduleSpecifier, isTypeClause(node.importClause));
  if (ts.isExportDeclaration(node)) return named(node.moduleSpecifier, node.isTypeOnly || onlyTypes(node.exportClause));
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return named(node.argument.literal, true);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return named(node.arguments[0], false);
  return undefined;
}

function named(specifier: ts.Node | undefined, isType: boolean): Import | undefined {
  return specifier && ts.isStringLiteralLike(specifier) ? { specifier: specifier.text, isType } : undefined;
}

function isTypeClause(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  return clause.phaseModifier === ts.SyntaxKind.TypeKeyword || (!clause.name && onlyTypes(clause.namedBindings));
}

function onlyTypes(bindings: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean {
  if (!bindings || !(ts.isNamedImports(bindings) || ts.isNamedExports(bindings))) return false;
  return bindings.elements.length > 0 && bindings.elements.filter(({ isTypeOnly }) => !isTypeOnly).length === 0;
}

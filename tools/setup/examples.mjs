import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../runner/problem.mjs';
import { inRoot } from '../runner/repository.mjs';

/**
 * A distribution of the repository.
 * @typedef {object} Example
 * @property {string} distribution the file that declares it, from the root
 * @property {string} [data] where its data lie, where that is not the usual place
 */

const folder = 'examples';
const usual = 'print-shop';
const option = '--example';

/** The one that commands are about where nobody names another. */
export const standard = exampleOf(usual);

/**
 * Takes `--example <name>` out of the arguments of a command.
 * @param {readonly string[]} args
 * @returns {{ readonly example: Example, readonly others: readonly string[] }}
 */
export function chosenExample(args) {
  const at = args.findIndex((arg) => arg === option || arg.startsWith(`${option}=`));
  const given = args[at];
  if (given === undefined) return { example: standard, others: args };
  const [, joined] = given.split('=');
  const name = joined ?? args[at + 1] ?? '';
  const others = args.toSpliced(at, joined === undefined ? 2 : 1);
  if (!known().includes(name))
    throw new Problem(`There is no example "${name}".`, `Use one of: ${known().join(', ')}.`);
  return { example: exampleOf(name), others };
}

/** @param {string} name */
function exampleOf(name) {
  const own = path.join(folder, name);
  const distribution = path.join(own, 'docket.config.ts');
  // Two demo shops in one database would be two shops of one deployment.
  return name === usual ? { distribution } : { distribution, data: inRoot(own, '.docket-data') };
}

/** All of them. */
export const examples = () => known().map(exampleOf);

/** The folders that declare a distribution. */
const known = () => readdirSync(inRoot(folder)).filter((name) => existsSync(inRoot(folder, name, 'docket.config.ts')));

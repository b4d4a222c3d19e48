import path from 'node:path';
import { requireChromium } from './chromium/chromium.mjs';
import { checkFormat, writeFormat } from './checks/format.mjs';
import { lint } from './checks/lint.mjs';
import { runTests } from './checks/tests.mjs';
import { checkTypes, compile } from './checks/types.mjs';
import { startPostgres } from './postgres.mjs';
import { closeAll, onClose, watchForTheEnd } from './runner/closing.mjs';
import { nodeProgram } from './runner/environment.mjs';
import { Problem } from './runner/problem.mjs';
import { show } from './runner/processes.mjs';
import { runSteps } from './runner/steps.mjs';
import { buildApps, buildExamples, docket } from './setup/build.mjs';
import { chosenExample, standard } from './setup/examples.mjs';
import { installPackages } from './setup/packages.mjs';
import { requireFreePort } from './setup/port.mjs';
import { installToolchain, pnpmProgram } from './setup/toolchain.mjs';

/** @typedef {import('./runner/steps.mjs').Step} Step */

/** @type {readonly Step[]} */
const setUp = [
  { name: 'Node and pnpm', run: installToolchain },
  { name: 'Packages', run: installPackages },
];
const format = { name: 'Format', run: checkFormat };
const linting = { name: 'Lint', run: () => lint() };
const types = { name: 'Types', run: checkTypes };
const compiling = { name: 'Published code', run: () => compile('apps/server') };
/** @param {import('./setup/examples.mjs').Example} example */
const buildOf = ({ distribution }) => ({ name: 'Build of portal and admin', run: () => buildApps(distribution) });
const build = buildOf(standard);
const builds = { name: 'Builds of portal and admin', run: buildExamples };

/** @type {Readonly<Record<string, (args: readonly string[]) => Promise<void>>>} */
const commands = {
  start: async (args) => {
    const { example, others } = chosenExample(args);
    await requireFreePort(process.env);
    await runSteps([...setUp, buildOf(example), { name: 'Server', talks: true, run: () => serve(example, others) }]);
  },
  test: (args) => runSteps([...setUp, format, linting, types, ...tests([builds], args)]),
  vitest: (args) => runSteps([...setUp, ...tests([], args)]),
  bench: async (args) => {
    const before = args[0] === 'install' ? compiling : build;
    await runSteps([...setUp, before, { name: 'Benchmarks', talks: true, run: () => bench(args) }]);
  },
  build: () => runSteps([...setUp, build]),
  docs: () => runSteps([...setUp, { name: 'Reference and code in guides', run: writeDocs }]),
  lint: (args) => runSteps([...setUp, { name: 'Lint', run: () => lint(args) }]),
  format: () => runSteps([...setUp, { name: 'Format', run: writeFormat }]),
  typecheck: () => runSteps([...setUp, types]),
  pnpm: async (args) => {
    await runSteps(setUp.slice(0, 1));
    await succeed('pnpm', await show(pnpmProgram(), args));
  },
};

/**
 * Runs one command of the repository to its end and sets the exit code.
 * @param {string | undefined} name
 * @param {readonly string[]} args
 */
export async function runCommand(name, args) {
  watchForTheEnd();
  try {
    const command = commands[name ?? ''];
    if (!command)
      throw new Problem(`There is no command "${name ?? ''}".`, `Use one of: ${Object.keys(commands).join(', ')}.`);
    await command(args);
  } catch (error) {
    process.exitCode = 1;
    report(error);
  } finally {
    await closeAll();
  }
}

async function writeDocs() {
  await succeed('Writing the docs', await show(nodeProgram, [path.join('docs', 'generate', 'write.ts')]));
}

/** @param {unknown} error */
function report(error) {
  if (!(error instanceof Problem)) throw error;
  if (error.output) console.error(`\n${error.output.trimEnd()}`);
  console.error(`\n${error.message}\nNext: ${error.next}`);
}

/**
 * The tests with the real things they need; the steps in between come before the tests themselves.
 * @param {readonly Step[]} between
 * @param {readonly string[]} filters
 * @returns {readonly Step[]}
 */
function tests(between, filters) {
  const services = { postgres: '', chromium: '', filters };
  const openDatabase = async () => void (services.postgres = await openPostgres(false));
  const findBrowser = async () => void (services.chromium = await requireChromium((sentence) => console.log(sentence)));
  return [
    { name: 'PostgreSQL', run: openDatabase },
    { name: 'Chromium', run: findBrowser },
    ...between,
    { name: 'Tests', talks: true, run: () => runTests(services) },
  ];
}

/** @param {boolean} fsync */
async function openPostgres(fsync) {
  const { url, stop } = await startPostgres({ fsync });
  onClose(stop);
  return url;
}

/**
 * @param {import('./setup/examples.mjs').Example} example
 * @param {readonly string[]} args
 */
async function serve({ distribution, data }, args) {
  const env = data === undefined ? {} : { DOCKET_DATA: process.env['DOCKET_DATA'] ?? data };
  await succeed(
    'The server',
    await show(nodeProgram, [docket, 'start', '--demo', '--distribution', distribution, ...args], { env }),
  );
}

/** @param {readonly string[]} args */
async function bench(args) {
  const [name = '', ...rest] = args;
  if (['hooks', 'install'].includes(name)) {
    await succeed('The benchmark', await show(nodeProgram, [`bench/${name}/bench.ts`, ...rest]));
    return;
  }
  const env = { DOCKET_BENCH_POSTGRES: await openPostgres(true) };
  await succeed('The benchmarks', await show(nodeProgram, ['bench/run.ts', ...args], { env }));
}

/**
 * @param {string} what
 * @param {number} code
 */
async function succeed(what, code) {
  if (code !== 0) throw new Problem(`${what} ended with code ${code}.`, 'Read the output above.');
}

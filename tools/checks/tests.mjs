import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { installed, nodeProgram } from '../runner/environment.mjs';
import { Problem } from '../runner/problem.mjs';
import { show } from '../runner/processes.mjs';
import { countResults, resultLine } from './results.mjs';

/**
 * Runs vitest over all projects, and closes with one plain line of counts.
 * @param {object} services
 * @param {string} services.postgres the address of a PostgreSQL superuser
 * @param {string} services.chromium a program
 * @param {readonly string[]} services.filters parts of paths of test files, or options of vitest; all tests when empty
 */
export async function runTests({ postgres, chromium, filters }) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'docket-tests-'));
  const report = path.join(folder, 'results.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = [installed('vitest/vitest.mjs'), 'run', '--config', 'vitest.workspace.ts', ...reporters, ...filters];
  const env = { DOCKET_TEST_POSTGRES: postgres, DOCKET_CHROMIUM: chromium };
  try {
    const code = await show(nodeProgram, args, { env });
    conclude(code, await readReport(report));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {number} code of vitest
 * @param {import('./results.mjs').Report} report
 */
function conclude(code, report) {
  const counts = countResults(report, code);
  console.log(`\n${resultLine(counts)}`);
  if (counts.failed > 0)
    throw new Problem('Some tests failed.', 'Run one file alone: npm run vitest -- path/of/the.test.ts');
}

/**
 * @param {string} file
 * @returns {Promise<import('./results.mjs').Report>}
 */
async function readReport(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new Problem('vitest ended without a report of its results.', 'Read the output above.', String(cause));
  }
}

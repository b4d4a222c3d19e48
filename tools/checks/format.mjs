import { installed, nodeProgram } from '../runner/environment.mjs';
import { Problem } from '../runner/problem.mjs';
import { capture } from '../runner/processes.mjs';
import { runCheck } from './run-check.mjs';

const oxfmt = installed('oxfmt/bin/oxfmt');

/** Whether every file looks as the formatter would write it. */
export async function checkFormat() {
  await runCheck('Some files are not formatted.', 'Run: npm run format', [oxfmt, '--check', '.']);
}

/** Writes every file as the formatter wants it. */
export async function writeFormat() {
  const { code, output } = await capture(nodeProgram, [oxfmt, '.']);
  if (code !== 0)
    throw new Problem('The formatter could not read some files.', 'Correct them and run the command again.', output);
}

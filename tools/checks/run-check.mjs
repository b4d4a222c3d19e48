import { nodeProgram } from '../runner/environment.mjs';
import { Problem } from '../runner/problem.mjs';
import { capture } from '../runner/processes.mjs';

/**
 * Runs a checking program that says nothing of interest when all is well.
 * @param {string} complaint the sentence when it finds something
 * @param {string} next
 * @param {readonly string[]} args for the pinned Node.js
 * @param {import('../runner/processes.mjs').Options} [options]
 */
export async function runCheck(complaint, next, args, options) {
  const { code, output } = await capture(nodeProgram, args, options);
  if (code !== 0) throw new Problem(complaint, next, output);
}

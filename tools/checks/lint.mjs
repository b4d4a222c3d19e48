import { installed } from '../runner/environment.mjs';
import { syncApps } from '../setup/build.mjs';
import { runCheck } from './run-check.mjs';

/**
 * oxlint for scripts (with types), ESLint for what only it understands: Svelte's templates.
 * @param {readonly string[]} options of both, e.g. --fix
 */
export async function lint(options = []) {
  // The apps' settings for types extend what kit writes.
  await syncApps();
  await lintScripts(options);
  await lintSvelte(options);
}

/** @param {readonly string[]} options */
async function lintScripts(options) {
  const args = [installed('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings', ...options];
  await runCheck('oxlint found faults.', 'Correct them; "npm run lint" runs this check alone.', args);
}

/** @param {readonly string[]} options */
async function lintSvelte(options) {
  const cache = ['--cache', '--cache-location', installed('.cache/eslint/')];
  const args = [
    installed('eslint/bin/eslint.js'),
    ...cache,
    '--max-warnings=0',
    '--no-error-on-unmatched-pattern',
    ...options,
    '**/*.svelte',
  ];
  await runCheck('ESLint found faults in Svelte files.', 'Correct them; "npm run lint" runs this check alone.', args);
}

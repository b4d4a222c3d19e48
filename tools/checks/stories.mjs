import { buildExamples } from '../setup/build.mjs';

/** What vitest runs before the first story of a run: stories open what is built, whichever of them are run. */
export async function setup() {
  await buildExamples();
}

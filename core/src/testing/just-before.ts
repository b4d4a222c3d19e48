import type { Database, Engine } from '../kernel/database.ts';

/**
 * Runs work, and does something else just before the first statement of this name: what happens in the very moment between
 * two steps. Fails where the work is done and no such statement came.
 */
export async function justBefore<T>(
  { engine }: Database,
  name: string,
  meanwhile: () => Promise<unknown>,
  work: () => Promise<T>,
): Promise<T> {
  const running: { run: Engine['run'] } = engine;
  const run = engine.run.bind(engine);
  let came = false;
  running.run = async (identity, calls) => {
    if (!came && calls.some((call) => call.name === name)) {
      came = true;
      await meanwhile();
    }
    return run(identity, calls);
  };
  try {
    const done = await work();
    if (!came) throw new Error(`Nothing asked ${name}.`);
    return done;
  } finally {
    running.run = run;
  }
}

import type { Database, Engine } from '../kernel/database.ts';

/**
 * Runs work, and does something else just before the first statement of this name: what happens in the very moment between
 * two steps. Fails where no such statement came.
 */
export async function justBefore<T>(
  { engine }: Database,
  name: string,
  meanwhile: () => Promise<unknown>,
  work: () => Promise<T>,
): Promise<T> {
  const running: { run: Engine['run'] } = engine;
  const run = engine.run;
  let came = false;
  running.run = async (identity, calls) => {
    if (!came && calls.some((call) => call.name === name)) {
      came = true;
      await meanwhile();
    }
    return run.call(engine, identity, calls);
  };
  try {
    return await work();
  } finally {
    running.run = run;
    if (!came) throw new Error(`Nothing asked ${name}.`);
  }
}

import { sql } from 'kysely';
import type { Database, Engine } from '../kernel/database.ts';

/** Runs work while a statement of the schema's owner holds, and takes it back. For tests that break a protection on purpose. */
export async function whileSchemaSays<T>(
  { engine }: Database,
  statement: string,
  back: string,
  work: () => Promise<T>,
): Promise<T> {
  await sql.raw(statement).execute(engine.owner());
  try {
    return await work();
  } finally {
    await sql.raw(back).execute(engine.owner());
  }
}

/** Runs work while a named statement has another text: one whose condition on the owner is gone. Values stay as they are. */
export async function whileStatementSays<T>(
  { engine }: Database,
  name: string,
  textOf: (text: string) => string,
  work: () => Promise<T>,
): Promise<T> {
  const running: { run: Engine['run'] } = engine;
  const run = engine.run.bind(engine);
  running.run = (identity, calls) =>
    run(
      identity,
      calls.map((call) => (call.name === name ? { ...call, name: `${name}.weak`, text: textOf(call.text) } : call)),
    );
  try {
    return await work();
  } finally {
    running.run = run;
  }
}

import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely';
import type { Compilable, RawBuilder } from 'kysely';

/** A statement with its values: what a gate runs. `name` lets PostgreSQL keep its plan for the connection. */
export interface Call<Row = unknown> {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** Never present; carries the row's type. */
  readonly row?: Row;
}

/** A place in a statement's text that a call fills. */
export type Place<Args> = <K extends keyof Args & string>(key: K) => RawBuilder<Args[K]>;

type Build<Args, Row> = (place: Place<Args>, kysely: Kysely<unknown>) => Compilable<Row> | RawBuilder<Row>;

class Marker {
  readonly key: string;
  constructor(key: string) {
    this.key = key;
  }
}

/** Kysely without a connection: it only compiles; gates own every connection. */
const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/**
 * Declares a statement, compiled once on first use and run by name from then on: Kysely's work is not repeated per
 * call. Its text is constant, so lists travel as one JSON value or array, never as a growing list of places.
 */
export function statement<Args extends object, Row = never>(
  name: string,
  build: Build<Args, Row>,
): (args: Args) => Call<Row> {
  let compiled: { readonly text: string; readonly keys: readonly string[] } | undefined;
  return (args) => {
    compiled ??= compile(name, build);
    return { name, text: compiled.text, values: compiled.keys.map((key) => args[key as keyof Args]) };
  };
}

function compile<Args, Row>(name: string, build: Build<Args, Row>): { text: string; keys: readonly string[] } {
  const built = build((key) => sql.val(new Marker(key) as never), compiler);
  const { sql: text, parameters } =
    'execute' in built && 'as' in built ? built.compile(compiler) : (built as Compilable).compile();
  const marked = parameters.map((parameter) => {
    if (parameter instanceof Marker) return parameter.key;
    throw new TypeError(`Statement "${name}" holds a value in its text; every value is a place.`);
  });
  // A key in several places travels and is read once.
  const keys = [...new Set(marked)];
  return { text: text.replace(/\$(\d+)/g, (_, at: string) => `$${keys.indexOf(marked[Number(at) - 1]!) + 1}`), keys };
}

/** JSON for a `::jsonb` place; both drivers take it as text. */
export const json = (value: unknown): string => JSON.stringify(value);

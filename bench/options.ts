/** What a run measures. */
export interface Options {
  readonly json: boolean;
  readonly rounds: number;
  readonly milliseconds: number;
  readonly concurrencies: readonly number[];
}

/** `--json` prints one line of JSON; `--quick` is a smoke run, too short to quote. */
export function optionsOf(args: readonly string[]): Options {
  const quick = args.includes('--quick');
  const unknown = args.find((arg) => arg !== '--json' && arg !== '--quick');
  if (unknown !== undefined) throw new Error(`There is no option "${unknown}". Options: --json, --quick.`);
  return {
    json: args.includes('--json'),
    rounds: quick ? 1 : 5,
    milliseconds: quick ? 500 : 2000,
    concurrencies: [1, 8, 32],
  };
}

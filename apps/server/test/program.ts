import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';

/** The repository. */
export const root = path.join(import.meta.dirname, '..', '..', '..');

interface ProgramOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A program that runs, with all it prints. */
export interface Program {
  readonly process: ChildProcess;
  output(): string;
  /** Waits until the output after `from` matches; rejects with the output when the program ends before, or after the time (milliseconds). */
  says(pattern: RegExp, options?: { readonly from?: number; readonly within?: number }): Promise<RegExpExecArray>;
  /** Asks it to end, and waits until it has. Answers its exit code. */
  end(): Promise<number | null>;
}

/** What a person's terminal has, without what the test runner and this repository's tests put there. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^(NODE_ENV|VITEST.*|TEST|DEV|PROD|MODE|SSR|BASE_URL|DOCKET_.*|DATABASE_.*|PORT|HOST|PUBLIC_URL|SMTP_URL|npm_config_.*prefix)$/;
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name));
  const PATH = [path.dirname(process.execPath), process.env['PATH']].join(path.delimiter);
  return { ...Object.fromEntries(kept), PATH };
}

/** Starts a program in a clean environment, with the Node.js that runs the tests first in its path. */
export function begin(program: string, args: readonly string[], { cwd, env = {} }: ProgramOptions): Program {
  const child = spawn(program, args, {
    cwd,
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listeners = new Set<() => void>();
  const hear = (chunk?: Buffer): void => {
    output += String(chunk ?? '');
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  let ended = false;
  const code = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (value) => {
      ended = true;
      hear();
      resolve(value);
    });
  });
  return {
    process: child,
    output: () => output,
    says: (pattern, { from = 0, within = 60_000 } = {}) =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void): void => {
          clearTimeout(late);
          listeners.delete(look);
          act();
        };
        const fail = (why: string): void =>
          settle(() => reject(new Error(`${program} ${why} before it said ${pattern}:\n${output}`)));
        const look = (): void => {
          const found = pattern.exec(output.slice(from));
          if (found) settle(() => resolve(found));
          else if (ended) fail('ended');
        };
        const late = setTimeout(() => fail(`took ${within} ms`), within);
        listeners.add(look);
        look();
      }),
    async end() {
      if (!ended) child.kill('SIGTERM');
      return code;
    },
  };
}

/** Runs a program to its end and answers what it printed; rejects with that when it fails. */
export async function run(program: string, args: readonly string[], options: ProgramOptions): Promise<string> {
  const running = begin(program, args, options);
  const code = await new Promise<number | null>((resolve, reject) => {
    running.process.once('error', reject);
    running.process.once('close', resolve);
  });
  if (code === 0) return running.output();
  throw new Error(`${program} ${args.join(' ')} ended with code ${code}:\n${running.output()}`);
}

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** The jobs that every contender does. */
export const jobs = ['submit', 'list', 'move'] as const;
export type Job = (typeof jobs)[number];

/** The databases they are done on. */
export const stores = ['postgres', 'pglite'] as const;
export type Store = (typeof stores)[number];

/** One way to do the jobs on one database. */
export interface Contender {
  readonly name: 'docket' | 'floor' | 'limit';
  readonly store: Store;
  /** Absent for a job that it does not do. */
  readonly operations: Partial<Readonly<Record<Job, () => Promise<void>>>>;
  /** CPU so far of all that works for it, in milliseconds. */
  cpu(): number;
  /** Round trips to the database so far; undefined when it does not count them. */
  roundTrips?(): Promise<number>;
  stop(): Promise<void>;
}

/** A server in a process of its own, with what it said when it was ready. */
export interface Server<Ready> {
  readonly child: ChildProcess;
  readonly ready: Ready;
  stop(): Promise<void>;
}

/** Starts a server; it says when it is ready. */
export async function startServer<Ready>(file: string, args: readonly string[]): Promise<Server<Ready>> {
  const child = fork(new URL(file, import.meta.url), [...args], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const exited = once(child, 'exit');
  const ready = await Promise.race([
    once(child, 'message').then(([message]) => message as Ready),
    exited.then(() => Promise.reject(new Error(`${file} ended before it was ready.`))),
  ]);
  return {
    child,
    ready,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Asks a server a question by name. */
export async function askServer<Answer>(child: ChildProcess, question: string): Promise<Answer> {
  const answered = once(child, 'message');
  child.send(question);
  const [answer] = await answered;
  return answer as Answer;
}

import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unseen } from './disguise.ts';
import { Findings, type Problem } from './facts.ts';
import type { Task } from './inspect.ts';
import type { InspectionLimits } from './limits.ts';
import { diedOfMemory } from './problem.ts';

/** Looks at files, each in a process of its own that may be killed. Never throws for what a file does. */
export interface Inspector {
  /** What was found out, at worst that the file could not be looked at, and why. */
  inspect(task: Omit<Task, 'limits'>): Promise<Findings>;
  /** Ends what is running and begins nothing more; both answer the problem `stopped`. */
  stop(): void;
}

/** Beside this file, with the same ending: TypeScript when run from source, JavaScript when built. */
const script = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './child.ts' : './child.js', import.meta.url));

const WATCH_MS = 100;
const WASM_PAGE_BYTES = 2 ** 16;
const LONGEST_WORDS = 2000;

/**
 * What Node lets the child do: read, load the decoders, write the preview. It gets no environment and no processes of its
 * own, and from Node.js 25 on no network: before, the flag does not restrict it. JavaScript's heap gets half the memory;
 * pixels lie outside of it, those of WebAssembly within all of it.
 */
const permissions = (task: Task): string[] => [
  `--max-old-space-size=${Math.ceil(task.limits.memoryBytes / 2 ** 21)}`,
  `--wasm-max-mem-pages=${Math.ceil(task.limits.memoryBytes / WASM_PAGE_BYTES)}`,
  '--no-warnings',
  '--permission',
  '--allow-addons',
  '--allow-fs-read=*',
  ...(task.previewTo ? [`--allow-fs-write=${dirname(task.previewTo.preview)}`] : []),
];

/** Bytes the process holds, where the system tells (Linux). */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

/** Kills the child when it holds too much memory, or takes too long; answers how to stop watching. */
function watch(child: ChildProcess, limits: InspectionLimits, kill: (why: Problem) => void): () => void {
  const clock = setTimeout(() => kill('time-limit'), limits.wallMs);
  const gauge = setInterval(() => {
    void memoryOf(child.pid ?? 0).then((bytes) => bytes > limits.memoryBytes && kill('memory-limit'));
  }, WATCH_MS);
  return () => {
    clearTimeout(clock);
    clearInterval(gauge);
  };
}

/** The child's answer, which a hostile file may have had a hand in: measured, then checked. */
function readAnswer(answer: unknown, limits: InspectionLimits): Findings | undefined {
  if (typeof answer !== 'string' || answer.length > limits.answerBytes) return undefined;
  try {
    return Findings.parse(JSON.parse(answer));
  } catch {
    return undefined;
  }
}

/** A child for the task; undefined where the machine has none to give. */
function begin(task: Task): ChildProcess | undefined {
  try {
    const stdio = ['ignore', 'ignore', 'pipe', 'ipc'] as const;
    const child = fork(script, [], { execArgv: permissions(task), env: {}, stdio: [...stdio] });
    // What keeps it from beginning is mostly told by an event, and one that nobody hears would end this process.
    child.on('error', () => undefined);
    return child.pid === undefined ? undefined : child;
  } catch {
    return undefined;
  }
}

/** Makes an inspector. `limits` hold for each file. */
export function createInspector(limits: InspectionLimits): Inspector {
  const running = new Map<ChildProcess, (why: Problem) => void>();
  let isStopped = false;

  async function inspect(asked: Omit<Task, 'limits'>): Promise<Findings> {
    if (isStopped) return { ...unseen(asked.name), problem: 'stopped' };
    const task = { ...asked, limits };
    const child = begin(task);
    if (!child) return { ...unseen(task.name), problem: 'busy' };
    return new Promise((resolve) => {
      let [found, why, words] = [unseen(task.name), undefined as Problem | undefined, ''];
      const kill = (problem: Problem): void => {
        why ??= problem;
        child.kill('SIGKILL');
      };
      const unwatch = watch(child, limits, kill);
      running.set(child, kill);
      child.stderr?.on('data', (piece) => (words = (words + String(piece)).slice(-LONGEST_WORDS)));
      child.on('message', (answer) => {
        const read = readAnswer(answer, limits);
        if (read) found = read;
        else kill('too-complex');
      });
      const end = (code: number | null): void => {
        unwatch();
        running.delete(child);
        if (code !== 0) why ??= diedOfMemory(words) ? 'memory-limit' : 'crashed';
        resolve(why === undefined ? found : { ...found, problem: why });
      };
      child.on('close', end);
      child.on('error', () => kill('crashed'));
      child.send(task, () => undefined);
    });
  }

  return {
    inspect,
    stop: () => {
      isStopped = true;
      for (const kill of running.values()) kill('stopped');
    },
  };
}

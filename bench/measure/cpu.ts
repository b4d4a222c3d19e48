import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of one tick of /proc/<pid>/stat; 100 ticks a second on every Linux that Node.js runs on. */
const tick = 10;

interface ProcessTimes {
  readonly parent: number;
  /** Own milliseconds, and those of children that have ended. */
  readonly spent: number;
}

/** User and system time of a process so far, in milliseconds, its ended children included; 0 once it is gone. */
export const cpuOf = (pid: number): number => timesOf(pid)?.spent ?? 0;

/** The same for a process and all its living children: a PostgreSQL server with its backends. */
export function cpuOfFamily(pid: number): number {
  const family = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && timesOf(Number(name))?.parent === pid);
  return cpuOf(pid) + family.reduce((sum, child) => sum + cpuOf(Number(child)), 0);
}

/** The parent of a process: of a PostgreSQL backend, the server. */
export const parentOf = (pid: number): number => timesOf(pid)?.parent ?? 0;

/** Memory of a process that is in use, in megabytes. */
export function memoryOf(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? 0) / 1024;
}

function timesOf(pid: number): ProcessTimes | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces; the numbers begin after the last one. Fields: proc(5), from the state on.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const spent = (fields[11]! + fields[12]! + fields[13]! + fields[14]!) * tick;
    return { parent: fields[1]!, spent };
  } catch {
    return undefined;
  }
}

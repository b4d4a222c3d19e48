import { codeOf, Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';

const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Turns what stopped a start into a sentence and a next step; anything unknown stays as it is. */
export function startProblem(error: unknown, { database, dataFolder }: Settings): unknown {
  if (!(error instanceof Error) || error instanceof Problem) return error;
  const code = codeOf(error) ?? '';
  if (code === 'ENOSPC') {
    return new Problem(`The disk that holds ${dataFolder} is full.`, 'Free some space and start again.', {
      cause: error,
    });
  }
  if ('url' in database) return databaseProblem(error, code, new URL(database.url)) ?? known(error);
  return known(error);
}

/** Never with the password of the address. */
function databaseProblem(cause: Error, code: string, { host, pathname, username }: URL): Problem | undefined {
  if (unreachable.has(code)) {
    return new Problem(
      `The database server of DATABASE_URL (${host}) does not answer (${code}).`,
      'Start it, or correct DATABASE_URL; without DATABASE_URL Docket uses its embedded database.',
      { cause },
    );
  }
  if (code === '28P01' || code === '28000') {
    return new Problem(
      `The database server ${host} does not let "${username}" in.`,
      'Correct user and password in DATABASE_URL.',
      { cause },
    );
  }
  if (code !== '3D000') return undefined;
  return new Problem(
    `The database "${pathname.slice(1)}" does not exist on ${host}.`,
    `Create it: createdb ${pathname.slice(1)}`,
    { cause },
  );
}

/** Errors of the core that already say what to do. */
function known(error: Error): Error {
  const steps: Readonly<Record<string, string>> = {
    FolderInUse: 'Only one process may use a data folder with the embedded database.',
    RoleMissing: 'Then start again.',
    ServerTooOld: 'Update PostgreSQL to its newest minor release; the data stays where it is. Then start again.',
    StartError: 'Correct the distribution (docket.config.ts) or the named plugin.',
  };
  const next = steps[error.name];
  return next === undefined ? error : new Problem(error.message, next, { cause: error });
}

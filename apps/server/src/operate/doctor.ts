import { connect } from 'node:net';
import { requireBuild } from '../building/stamp.ts';
import { Problem } from '../problem.ts';
import { loadProject } from '../project.ts';
import type { Project } from '../project.ts';
import { prepareFolder } from '../serve/folder.ts';
import { readSettings } from '../settings.ts';
import type { Settings } from '../settings.ts';

/** One thing that was looked at: fine, or a problem with its next step. */
export interface Finding {
  readonly name: string;
  readonly problem?: Problem;
}

type Look = readonly [name: string, look: () => unknown];

/** Looks at everything a start needs, without starting: the distribution, the build, folders and servers. */
export async function examine(
  distribution: string | undefined,
  env: NodeJS.ProcessEnv,
  cwd: string,
): Promise<readonly Finding[]> {
  let project: Project | undefined;
  let settings: Settings | undefined;
  const first = await lookAt([
    ['Distribution', async () => (project = await loadProject(distribution, env))],
    ['Environment', () => (settings = readSettings(env, cwd))],
  ]);
  return [
    ...first,
    ...(await lookAt([...(project ? buildLooks(project) : []), ...(settings ? serverLooks(settings) : [])])),
  ];
}

const buildLooks = (project: Project): readonly Look[] => [['Build', () => requireBuild(project)]];

const serverLooks = ({ dataFolder, database, smtp, scanner }: Settings): readonly Look[] => [
  ['Data folder', () => prepareFolder(dataFolder)],
  ...('url' in database ? [['Database', () => reach('DATABASE_URL', placeOf(database.url, 5432))] as const] : []),
  ...(smtp === undefined ? [] : [['Mail', () => reach('SMTP_URL', placeOf(smtp, 587))] as const]),
  ...(scanner === undefined ? [] : [['Scanner', () => reach('SCANNER_URL', scanner)] as const]),
];

async function lookAt(looks: readonly Look[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [name, look] of looks) {
    try {
      await look();
      findings.push({ name });
    } catch (error) {
      findings.push({ name, problem: asProblem(error) });
    }
  }
  return findings;
}

const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem(String(error), 'Read the sentence above.', { cause: error });

type Place = NonNullable<Settings['scanner']>;

function placeOf(address: string, usual: number): Place {
  const { hostname: host, port } = new URL(address);
  return { host, port: Number(port || usual) };
}

/** Whether anything listens there; what it says is for the start to judge. */
function reach(variable: string, place: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ ...place, timeout: 5000 });
    const fail = (): void => {
      socket.destroy();
      const where = 'path' in place ? place.path : `${place.host}:${place.port}`;
      const sentence = `Nothing answers at ${where} (${variable}).`;
      reject(new Problem(sentence, `Start that server, or correct ${variable}.`));
    };
    socket.once('connect', () => {
      socket.end();
      resolve();
    });
    socket.once('timeout', fail);
    socket.once('error', fail);
  });
}

/** The findings as lines of a terminal. */
export const report = (findings: readonly Finding[]): string =>
  findings
    .map(({ name, problem }) => (problem ? `✗ ${name}: ${problem.message}\n    Next: ${problem.next}` : `✓ ${name}`))
    .join('\n');

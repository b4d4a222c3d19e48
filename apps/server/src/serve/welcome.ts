import { demoOf } from '../demo/demos.ts';
import type { Project } from '../project.ts';
import type { Settings } from '../settings.ts';
import type { Served } from './serve.ts';

interface WelcomeOptions extends Pick<Served, 'origin' | 'catchesMail'> {
  readonly project: Project;
  readonly settings: Settings;
  readonly demo: boolean;
  /** Where an installation without a shop is set up; undefined once there is one. */
  readonly setUpLink: string | undefined;
}

/** What the terminal says once the server takes requests: where to go, and what a newcomer should know. */
export function welcome(options: WelcomeOptions): string {
  return [
    '',
    `Docket is ready: ${options.project.distribution.title}`,
    '',
    ...(options.setUpLink === undefined ? addressLines(options) : setUpLines(options.setUpLink)),
    '',
    ...notes(options),
    'Stop with Ctrl-C.',
    '',
  ].join('\n');
}

const setUpLines = (link: string): readonly string[] => [
  '  There is no shop yet. Set it up here, once, within a day:',
  `  ${link}`,
];

function addressLines({ project, demo, origin, catchesMail }: WelcomeOptions): readonly string[] {
  const rows = demo
    ? demoOf(project.distribution)
        .hints(catchesMail)
        .map(({ title, text, href }) => [title, `${origin}${href}  (${text})`] as const)
    : ([
        ['Customers', `${origin}/`],
        ['Staff', `${origin}/admin/`],
      ] as const);
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`);
}

const notes = ({ settings: { database, dataFolder }, demo, catchesMail }: WelcomeOptions): readonly string[] => [
  ...('folder' in database
    ? [`Data: ${dataFolder} (embedded database; set DATABASE_URL to use PostgreSQL where money moves)`]
    : []),
  ...(!demo && catchesMail ? [`Mails are kept in ${dataFolder}/mail, not sent: set SMTP_URL to send them.`] : []),
];

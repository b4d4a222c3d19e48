import { demoHints } from '../demo/hints.ts';
import { foundingHint } from '../operate/found-shop.ts';
import type { Project } from '../project.ts';
import type { Settings } from '../settings.ts';
import type { Served } from './serve.ts';

interface WelcomeOptions extends Pick<Served, 'origin' | 'catchesMail'> {
  readonly project: Project;
  readonly settings: Settings;
  readonly demo: boolean;
  /** True while there is no shop. */
  readonly isEmpty: boolean;
}

/** What the terminal says once the server takes requests: where to go, and what a newcomer should know. */
export function welcome(options: WelcomeOptions): string {
  return [
    '',
    `Docket is ready: ${options.project.distribution.title}`,
    '',
    ...(options.isEmpty ? foundingLines(options) : addressLines(options)),
    '',
    ...notes(options),
    'Stop with Ctrl-C.',
    '',
  ].join('\n');
}

/** The embedded database lets one process in. */
const foundingLines = ({ origin, settings }: WelcomeOptions): readonly string[] => [
  `  ${foundingHint}`,
  'folder' in settings.database ? '  Stop this server first, and start it again afterwards.' : `  Then open ${origin}/`,
];

function addressLines({ demo, origin, catchesMail }: WelcomeOptions): readonly string[] {
  const rows = demo
    ? demoHints(catchesMail).map(({ title, text, href }) => [title, `${origin}${href}  (${text})`] as const)
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

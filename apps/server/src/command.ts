import { fileURLToPath } from 'node:url';
import { defineCommand, renderUsage, runCommand } from 'citty';
import { placeOf } from './place.ts';
import { Problem } from './problem.ts';
import type { Project } from './project.ts';
import { keepCompiled } from './serve/compiled.ts';
import type { Settings } from './settings.ts';

// Each command loads what it needs: "docket build" needs no database driver, "docket --help" nothing at all.

const distribution = {
  distribution: { type: 'string', description: 'File that declares the distribution', valueHint: 'docket.config.ts' },
} as const;
const demo = { demo: { type: 'boolean', description: 'Fill an empty database with a demo shop' } } as const;
const thisScript = fileURLToPath(import.meta.url);

async function loadProject(given: string | undefined): Promise<Project> {
  const project = await import('./project.ts');
  return project.loadProject(given);
}

async function settings(): Promise<Settings> {
  const { readSettings } = await import('./settings.ts');
  return readSettings(process.env, process.cwd());
}

const start = defineCommand({
  meta: { name: 'start', description: 'Serves the distribution, and starts it anew when it dies' },
  args: { ...distribution, ...demo },
  run: async ({ args, rawArgs }) => {
    keepCompiled(placeOf(args.distribution).state);
    const { supervise } = await import('./supervise/supervisor.ts');
    process.exitCode = await supervise({ script: thisScript, args: ['serve', ...rawArgs], say: console.error });
  },
});

const serve = defineCommand({
  meta: { name: 'serve', description: 'Serves the distribution without a supervisor' },
  args: { ...distribution, ...demo },
  run: async ({ args }) => {
    keepCompiled(placeOf(args.distribution).state);
    const [project, { requireBuild }, { builtPages }, { runServer }] = await Promise.all([
      loadProject(args.distribution),
      import('./building/stamp.ts'),
      import('./serve/pages.ts'),
      import('./serve/run.ts'),
    ]);
    await requireBuild(project);
    const pages = await builtPages(project);
    await runServer({ project, settings: await settings(), demo: args.demo ?? false, pages });
  },
});

const build = defineCommand({
  meta: { name: 'build', description: 'Builds portal and admin with the plugins of the distribution' },
  args: distribution,
  run: async ({ args }) => {
    const begun = Date.now();
    const project = await loadProject(args.distribution);
    const { buildApps } = await import('./building/build.ts');
    console.log(`Building portal and admin of "${project.distribution.title}" …`);
    await buildApps(project);
    console.log(`Built in ${((Date.now() - begun) / 1000).toFixed(1)} s. Next: docket start`);
  },
});

const dev = defineCommand({
  meta: {
    name: 'dev',
    description: 'Serves from sources: pages and plugins reload as they change, the server restarts',
  },
  args: { ...distribution, ...demo },
  run: async ({ rawArgs }) => {
    const { restartOnChange } = await import('./dev/restart.ts');
    process.exitCode = await restartOnChange(thisScript, ['dev-serve', ...rawArgs]);
  },
});

const devServe = defineCommand({
  meta: { name: 'dev-serve', hidden: true },
  args: { ...distribution, ...demo },
  run: async ({ args }) => {
    const [project, { devPages }, { runServer }] = await Promise.all([
      loadProject(args.distribution),
      import('./dev/pages.ts'),
      import('./serve/run.ts'),
    ]);
    const options = { project, settings: await settings(), demo: args.demo ?? false };
    const developed = await devPages(project);
    await runServer({ ...options, pages: developed.pages });
    await developed.openSockets();
  },
});

const migrate = defineCommand({
  meta: { name: 'migrate', description: 'Brings the database to this version; "start" does it too' },
  args: distribution,
  run: async ({ args }) => {
    const { withPlatform } = await import('./operate/platform.ts');
    await withPlatform(await loadProject(args.distribution), await settings(), (platform) => platform.migrate());
    console.log('The database is at this version.');
  },
});

const doctor = defineCommand({
  meta: { name: 'doctor', description: 'Checks what a start needs, and says what to do' },
  args: distribution,
  run: async ({ args }) => {
    const { examine, report } = await import('./operate/doctor.ts');
    const findings = await examine(args.distribution, process.env, process.cwd());
    console.log(report(findings));
    if (findings.some(({ problem }) => problem !== undefined)) process.exitCode = 1;
  },
});

const demoCommand = defineCommand({
  meta: { name: 'demo', description: 'Fills an empty database with a demo shop, or removes that shop' },
  args: { ...distribution, wipe: { type: 'boolean', description: 'Remove the demo shop with all its data' } },
  run: async ({ args }) => {
    const [{ withPlatform }, { fillDemo, wipeDemo }] = await Promise.all([
      import('./operate/platform.ts'),
      import('./demo/fill.ts'),
    ]);
    const act = args.wipe ? wipeDemo : fillDemo;
    await withPlatform(await loadProject(args.distribution), await settings(), async (platform) => {
      await platform.start();
      await act(platform);
    });
  },
});

const shop = defineCommand({
  meta: { name: 'shop', description: 'Founds a shop, and prints the link with which its owner chooses a password' },
  args: {
    ...distribution,
    name: { type: 'string', description: 'Name of the shop', valueHint: 'Inkworks' },
    email: { type: 'string', description: "The owner's mail address", valueHint: 'owner@example.com' },
    owner: { type: 'string', description: "The owner's name" },
    slug: { type: 'string', description: 'Its name in addresses', valueHint: 'inkworks' },
    zone: { type: 'string', description: 'Time zone', valueHint: 'America/Chicago' },
    currency: { type: 'string', description: 'Currency', valueHint: 'USD' },
    locale: { type: 'string', description: 'Language and region', valueHint: 'en-US' },
    units: { type: 'string', description: 'inch or mm' },
  },
  run: async ({ args }) => {
    const [{ withPlatform }, { foundShop }] = await Promise.all([
      import('./operate/platform.ts'),
      import('./operate/found-shop.ts'),
    ]);
    await withPlatform(await loadProject(args.distribution), await settings(), async (platform) => {
      await platform.start();
      console.log(await foundShop(platform, args));
    });
  },
});

const setUp = defineCommand({
  meta: { name: 'set-up', description: 'Prints a new link to set up an installation without a shop' },
  args: distribution,
  run: async ({ args }) => {
    const { withPlatform } = await import('./operate/platform.ts');
    await withPlatform(await loadProject(args.distribution), await settings(), async (platform) => {
      await platform.start();
      const link = await platform.setUpLink();
      if (link === undefined) throw new Problem('There is a shop already.', 'Sign in, or ask its owner to invite you.');
      console.log(`Set up the shop here, once, within a day:\n  ${link}`);
    });
  },
});

const explain = defineCommand({
  meta: { name: 'explain', description: 'Prints which plugin answers at which hook, in sequence' },
  args: { ...distribution, what: { type: 'positional', required: false, description: 'hooks or plugins' } },
  run: async ({ args }) => {
    const { explainHooks, explainPlugins } = await import('./operate/explain.ts');
    const project = await loadProject(args.distribution);
    const print = args.what === 'plugins' ? explainPlugins : explainHooks;
    console.log(await print(project.distribution));
  },
});

const operator = () => import('./operate/operator-command.ts');

/** The docket command. */
export const docket = defineCommand({
  meta: { name: 'docket', description: 'Docket: order intake and customer portals' },
  subCommands: {
    start,
    build,
    dev,
    shop,
    operator: async () => (await operator()).operator,
    'set-up': setUp,
    migrate,
    doctor,
    demo: demoCommand,
    explain,
    serve,
    'dev-serve': devServe,
  },
});

/** Runs the command with its arguments; what a person can put right is said in two lines, with exit code 1. */
export async function runDocket(rawArgs: string[]): Promise<void> {
  const [name, below] = rawArgs;
  const asksForHelp = rawArgs.includes('--help') || rawArgs.includes('-h');
  if (name === 'operator' && (rawArgs.length === 1 || asksForHelp)) {
    const { operatorHelp } = await operator();
    console.log(await renderUsage(operatorHelp(below)));
    return;
  }
  if (name === undefined || asksForHelp) {
    console.log(await renderUsage(docket));
    return;
  }
  try {
    await runCommand(docket, { rawArgs });
  } catch (error) {
    process.exitCode = 1;
    complain(error);
    // Whatever was begun must not keep a failed command alive.
    setTimeout(() => process.exit(1), 200).unref();
  }
}

function complain(error: unknown): void {
  if (error instanceof Error && error.name === 'CLIError') {
    console.error(`${error.message}\nNext: docket --help`);
    return;
  }
  if (!(error instanceof Problem)) throw error;
  if (error.output) console.error(`\n${error.output.trimEnd()}`);
  console.error(`\n${error.message}\nNext: ${error.next}`);
}

if (process.argv[1] === thisScript) await runDocket(process.argv.slice(2));

import type { PGlite } from '@electric-sql/pglite';
import type { PluginJob } from '@docket/sdk';
import type { ConstructorOptions, Job, JobResult, PgBoss } from 'pg-boss';
import { messageOf, type Faults } from '../kernel/faults.ts';
import type { Log } from '../kernel/log.ts';
import type { LoadedPlugin, Registry } from '../kernel/registry.ts';

/** A tenant as schedules see it. */
export interface JobTenant {
  readonly id: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** The background work of plugins. Nothing is loaded, connected, installed or polled while no plugin has a job. */
export interface Jobs {
  /** Creates or upgrades the schema `jobs`, as the owner of the database; part of migrating. */
  install(): Promise<void>;
  /** Begins to run and schedule. Throws `JobsMissing` when the schema is not there and the login may not create it. */
  start(): Promise<void>;
  /** Keeps a job, to run soon or once its plugin is switched on. Throws for a job that the plugin does not have. */
  enqueue(tenantId: string, plugin: string, job: string, data?: JobData): Promise<void>;
  /** Runs what is kept for a plugin that has been switched on, and schedules its jobs in the tenant's zone. */
  release(tenantId: string, plugin: string): Promise<void>;
  /** Runs until nothing is due; retries wait for their time. For tests. */
  settle(): Promise<void>;
  /** Waits half a minute for running jobs; those cut off run again later. */
  stop(): Promise<void>;
}

/** The login may not create the schema of jobs, and nobody else has done so. */
export class JobsMissing extends Error {
  constructor(cause: unknown) {
    super('The schema "jobs" is missing or old. Run "docket migrate" with the login that owns the database.', {
      cause,
    });
    this.name = 'JobsMissing';
  }
}

interface JobsOptions {
  /** A server, reached directly: a pooler in transaction mode does for queries, not for what stays open; or PGlite. */
  readonly connection: { readonly url: string } | { readonly pglite: PGlite };
  readonly registry: Pick<Registry, 'plugins'>;
  readonly faults: Pick<Faults, 'record'>;
  readonly log: Log;
  readonly isActive: (tenantId: string, plugin: string) => Promise<boolean>;
  /** The tenants for which a plugin is on. */
  readonly tenantsOf: (plugin: string) => Promise<readonly JobTenant[]>;
}

type JobData = Readonly<Record<string, string>>;

/** What a job is stored as: ids only. */
interface Stored {
  readonly tenantId: string;
  readonly plugin: string;
  readonly job: string;
  readonly data: JobData;
}

/** One schedule serves all tenants of a zone, so that there are as many as zones, not as tenants. */
interface Scheduled extends Pick<Stored, 'plugin' | 'job'> {
  readonly timeZone: string;
}

interface KnownJob extends PluginJob {
  readonly plugin: LoadedPlugin['descriptor'];
}

const schema = 'jobs';
const work = 'work';
const parked = 'parked';
const every = 'every';
const queues = {
  // Eleven attempts in about half a day; a job whose process died runs again within a minute and a half.
  [work]: { retryLimit: 10, retryDelay: 30, retryBackoff: true, retryDelayMax: 6 * 3600, heartbeatSeconds: 30 },
  [parked]: { retentionSeconds: 10 * 365 * 86_400 },
  [every]: { retryLimit: 10, retryDelay: 30, retryBackoff: true, retryDelayMax: 600 },
};
const batchSize = 8;

/** Makes the jobs of a platform, on pg-boss. */
export function createJobs({ connection, registry, faults, log, isActive, tenantsOf }: JobsOptions): Jobs {
  const known = new Map(registry.plugins.flatMap(jobsOf).map((job) => [nameOf(job.plugin.id, job.name), job]));
  const running = new Set<Promise<JobResult>>();
  let opening: Promise<PgBoss> | undefined;
  let worker: string | undefined;

  return {
    async install() {
      if (known.size === 0) return;
      const boss = await open({ supervise: false, schedule: false });
      await boss.getDb().executeSql(grants);
      await boss.stop();
    },
    async start() {
      if (known.size === 0) return;
      const boss = await opened();
      worker = await boss.work(work, { batchSize, burstWhenBatchFull: true, perJobResults: true }, runAll);
      await boss.work(every, ([occurrence]: Job<Scheduled>[]) => spreadOrSay(occurrence!.data));
      await schedule([...known.values()]);
      await forgetOthers(boss);
    },
    async enqueue(tenantId, plugin, job, data = {}) {
      if (!known.has(nameOf(plugin, job))) throw new TypeError(`Plugin "${plugin}" has no job "${job}".`);
      await send([{ tenantId, plugin, job, data }]);
    },
    async release(tenantId, plugin) {
      const own = [...known.values()].filter((job) => job.plugin.id === plugin);
      if (own.length === 0) return;
      await schedule(own);
      await unpark(tenantId, plugin);
    },
    async settle() {
      const boss = await opening;
      if (!boss) return;
      for (;;) {
        const jobs = await boss.fetch<Stored>(work, { batchSize });
        if (jobs.length === 0 && running.size === 0) return;
        for (const { id, status, output } of await runAll(jobs))
          await (status === 'completed' ? boss.complete(work, id) : boss.fail(work, id, output));
        await Promise.all(running);
      }
    },
    async stop() {
      const boss = await opening?.catch(() => undefined);
      [opening, worker] = [undefined, undefined];
      await boss?.stop();
    },
  };

  function opened(): Promise<PgBoss> {
    opening ??= open({}).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

  async function open(options: ConstructorOptions): Promise<PgBoss> {
    const { fromPglite, PgBoss } = await import('pg-boss');
    const where =
      'pglite' in connection
        ? { db: fromPglite(connection.pglite), backend: 'pglite' as const }
        : { connectionString: connection.url, max: 3, application_name: 'docket jobs' };
    const boss = new PgBoss({ ...where, ...options, schema });
    boss.on('error', (error) => log({ level: 'error', message: 'Jobs met an error.', error: messageOf(error) }));
    boss.on('warning', ({ message }) => log({ level: 'warn', message: 'Jobs gave a warning.', warning: message }));
    try {
      await boss.start();
      for (const [name, queue] of Object.entries(queues)) await boss.createQueue(name, queue);
    } catch (error) {
      await boss.stop({ graceful: false });
      throw isRefusal(error) ? new JobsMissing(error) : error;
    }
    return boss;
  }

  async function send(jobs: readonly Stored[], queue = work): Promise<void> {
    const boss = await opened();
    await boss.insert(
      queue,
      jobs.map((data) => ({ data })),
    );
    if (worker !== undefined) boss.notifyWorker(worker);
  }

  /** Moves a thousand at a time. */
  async function unpark(tenantId: string, plugin: string): Promise<void> {
    const boss = await opened();
    while ((await boss.redrive(parked, { destination: work, data: { tenantId, plugin } })) > 0);
    if (worker !== undefined) boss.notifyWorker(worker);
  }

  function runAll(jobs: Job<Stored>[]): Promise<JobResult[]> {
    return Promise.all(
      jobs.map(async (job) => {
        const result = run(job);
        running.add(result);
        return result.finally(() => running.delete(result));
      }),
    );
  }

  async function run({ id, data: stored }: Job<Stored>): Promise<JobResult> {
    const { tenantId, plugin, job, data } = stored;
    const found = known.get(nameOf(plugin, job));
    try {
      if (found && (await isActive(tenantId, plugin))) await found.run(data, { tenantId });
      else await park(stored);
      return { id, status: 'completed' };
    } catch (error) {
      const version = found?.plugin.version ?? '';
      faults.record({ plugin, version, hook: `job ${job}`, tenantId, kind: 'throw', error });
      return { id, status: 'failed', output: { message: messageOf(error) } };
    }
  }

  /** It may have been switched on meanwhile, and then nobody else would look. */
  async function park(stored: Stored): Promise<void> {
    await send([stored], parked);
    const { tenantId, plugin, job } = stored;
    if (known.has(nameOf(plugin, job)) && (await isActive(tenantId, plugin))) await unpark(tenantId, plugin);
  }

  async function spreadOrSay(scheduled: Scheduled): Promise<void> {
    try {
      await spread(scheduled);
    } catch (error) {
      log({
        level: 'error',
        message: 'A scheduled job waits for another attempt.',
        ...scheduled,
        error: messageOf(error),
      });
      throw error;
    }
  }

  /** A time that a schedule waited for: one job for each tenant of the zone whose plugin is on. The others miss it. */
  async function spread({ plugin, job, timeZone }: Scheduled): Promise<void> {
    const tenants = await tenantsOf(plugin);
    const there = tenants.filter((tenant) => tenant.timeZone === timeZone);
    if (there.length > 0) await send(there.map(({ id }) => ({ tenantId: id, plugin, job, data: {} })));
  }

  /** Schedules jobs in every zone that has a tenant for them. One that stands already is only brought up to date. */
  async function schedule(jobs: readonly KnownJob[]): Promise<void> {
    const boss = await opened();
    for (const { plugin, name, every: cron } of jobs) {
      if (cron === undefined) continue;
      const zones = new Set((await tenantsOf(plugin.id)).map(({ timeZone }) => timeZone));
      for (const timeZone of zones) await scheduleIn(boss, cron, { plugin: plugin.id, job: name, timeZone });
    }
  }

  /** A zone or a time that is none must not keep the others from running. */
  async function scheduleIn(boss: PgBoss, cron: string, data: Scheduled): Promise<void> {
    const { plugin, job, timeZone } = data;
    try {
      await boss.schedule(every, cron, data, { tz: timeZone, key: keyOf([plugin, job, timeZone]) });
    } catch (error) {
      const facts = { plugin, job, zone: timeZone, error: messageOf(error) };
      log({ level: 'error', message: 'A job could not be scheduled.', ...facts });
    }
  }

  /** Schedules that an earlier build made. */
  async function forgetOthers(boss: PgBoss): Promise<void> {
    for (const { key, data } of await boss.getSchedules(every)) {
      const { plugin, job } = data as Scheduled;
      if (known.get(nameOf(plugin, job))?.every === undefined) await boss.unschedule(every, key);
    }
  }
}

const nameOf = (plugin: string, job: string): string => `${plugin} ${job}`;

const jobsOf = ({ descriptor, server }: LoadedPlugin): KnownJob[] =>
  (server.jobs ?? []).map((job) => ({ ...job, plugin: descriptor }));

/** pg-boss allows word characters, dots, dashes and slashes. */
const keyOf = (parts: readonly string[]): string =>
  parts.map((part) => part.replaceAll(/[^\w.-]/g, (sign) => `_${sign.codePointAt(0)!}_`)).join('/');

/** The login's right to work with what the owner made; a login inherits it from the role. */
const grants = `grant usage on schema ${schema} to docket_platform;
  grant select, insert, update, delete on all tables in schema ${schema} to docket_platform;
  grant usage on all sequences in schema ${schema} to docket_platform`;

const isRefusal = (error: unknown): boolean => /permission denied/.test(messageOf(error));

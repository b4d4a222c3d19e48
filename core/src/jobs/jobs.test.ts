import pg from 'pg';
import { PGlite } from '@electric-sql/pglite';
import type { PluginJob } from '@docket/sdk';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Failure } from '../kernel/faults.ts';
import { loadPlugins } from '../kernel/registry.ts';
import { createDatabase, type TestDatabase } from '../testing/database.ts';
import { pluginOf } from '../testing/plugins.ts';
import { createJobs, JobsMissing, type Jobs, type JobTenant } from './jobs.ts';

const a = '0190a000-0000-7000-8000-00000000000a';
const b = '0190a000-0000-7000-8000-00000000000b';
const stores = ['pglite', 'postgres'] as const;

type Connection = Parameters<typeof createJobs>[0]['connection'];

interface Place {
  readonly connection: Connection;
  readonly query: (text: string) => Promise<readonly Record<string, unknown>[]>;
  readonly close: () => Promise<void>;
}

async function openPlace(store: (typeof stores)[number]): Promise<Place> {
  if (store === 'pglite') {
    const pglite = await PGlite.create();
    await pglite.exec('create role docket_app nologin; create role docket_platform nologin');
    return {
      connection: { pglite },
      query: async (text) => (await pglite.query<Record<string, unknown>>(text)).rows,
      close: () => pglite.close(),
    };
  }
  const database = await createDatabase();
  return {
    connection: { url: database.ownerUrl },
    query: (text) => queryOn(database.ownerUrl, text),
    close: database.drop,
  };
}

async function queryOn(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

let log: { level: string; message: string }[] = [];
let faults: Failure[] = [];
let open: Jobs[] = [];

afterEach(async () => {
  await Promise.all(open.map((jobs) => jobs.stop()));
  [log, faults, open] = [[], [], []];
});

async function jobsOn(connection: Connection, own: readonly PluginJob[], more: object = {}): Promise<Jobs> {
  const registry = await loadPlugins({ name: 'd', title: 'D', plugins: [pluginOf('badges', { jobs: own })] });
  const jobs = createJobs({
    connection,
    registry,
    faults: { record: (failure) => faults.push(failure) },
    log: (entry) => log.push(entry),
    isActive: async () => true,
    tenantsOf: async () => [],
    ...more,
  });
  open.push(jobs);
  return jobs;
}

const count = (name: string): PluginJob => ({ name, run: async () => undefined });

describe.each(stores)('jobs on %s', (store) => {
  let place: Place;
  beforeAll(async () => {
    place = await openPlace(store);
    return () => place.close();
  }, 60_000);

  it('touches nothing while no plugin has a job', async () => {
    const jobs = await jobsOn(place.connection, []);
    await jobs.install();
    await jobs.start();
    await jobs.release(a, 'badges');
    await jobs.settle();
    await jobs.stop();
    expect(await place.query(`select 1 from pg_namespace where nspname = 'jobs'`)).toEqual([]);
  });

  it('runs what was enqueued, with its tenant and data, and knows no other names', async () => {
    const run = vi.fn<PluginJob['run']>(async () => undefined);
    const jobs = await jobsOn(place.connection, [{ name: 'remind', run }]);
    await jobs.enqueue(a, 'badges', 'remind', { order: '1' });
    await jobs.enqueue(b, 'badges', 'remind');
    await expect(jobs.enqueue(a, 'badges', 'forget')).rejects.toThrow('Plugin "badges" has no job "forget".');
    await jobs.settle();
    await jobs.settle();
    expect(new Set(run.mock.calls)).toEqual(
      new Set([
        [{ order: '1' }, { tenantId: a }],
        [{}, { tenantId: b }],
      ]),
    );
  });

  it('runs them by itself once started', async () => {
    const run = vi.fn<PluginJob['run']>(async () => undefined);
    const jobs = await jobsOn(place.connection, [{ name: 'remind', run }]);
    await jobs.start();
    await jobs.enqueue(a, 'badges', 'remind');
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1), { timeout: 5000 });
  });

  it('keeps jobs of a plugin that is off, for as long as it is, and runs them when it is switched on', async () => {
    const run = vi.fn<PluginJob['run']>(async () => undefined);
    let isOn = false;
    const jobs = await jobsOn(place.connection, [{ name: 'remind', run }], { isActive: async () => isOn });
    await jobs.enqueue(a, 'badges', 'remind', { order: '7' });
    await jobs.enqueue(b, 'badges', 'remind', { order: '8' });
    await jobs.settle();
    expect(run).not.toHaveBeenCalled();
    const [kept] =
      await place.query(`select count(*)::int as count, min(keep_until) > now() + interval '9 years' as long
      from jobs.job where name = 'parked' and state = 'created'`);
    expect(kept).toEqual({ count: 2, long: true });
    isOn = true;
    await jobs.release(a, 'badges');
    await jobs.settle();
    expect(run.mock.calls).toEqual([[{ order: '7' }, { tenantId: a }]]);
  });

  it('tells staff of a job that fails, and tries it again later', async () => {
    const run = vi.fn<PluginJob['run']>(() => Promise.reject(new Error('no paper')));
    const jobs = await jobsOn(place.connection, [{ name: 'print', run }, count('remind')]);
    await jobs.enqueue(a, 'badges', 'print');
    await jobs.settle();
    expect(run).toHaveBeenCalledTimes(1);
    expect(faults).toMatchObject([
      {
        plugin: 'badges',
        version: '1.0.0',
        hook: 'job print',
        tenantId: a,
        kind: 'throw',
        error: { message: 'no paper' },
      },
    ]);
    const rows = await place.query(
      `select state, start_after > now() as later from jobs.job where data ->> 'job' = 'print'`,
    );
    expect(rows).toEqual([{ state: 'retry', later: true }]);
  });

  it('has one schedule for each zone, and runs it for the tenants of that zone whose plugin is on', async () => {
    const tenants: JobTenant[] = [
      { id: a, timeZone: 'America/Chicago' },
      { id: b, timeZone: 'Etc/GMT+5' },
    ];
    const run = vi.fn<PluginJob['run']>(async () => undefined);
    const jobs = await jobsOn(place.connection, [{ name: 'sweep', every: '0 6 * * *', run }], {
      tenantsOf: async () => tenants,
    });
    await jobs.start();
    await jobs.release(a, 'badges');
    const schedules = await place.query('select key, cron, timezone from jobs.schedule order by key');
    expect(schedules).toEqual([
      { key: 'badges/sweep/America_47_Chicago', cron: '0 6 * * *', timezone: 'America/Chicago' },
      { key: 'badges/sweep/Etc_47_GMT_43_5', cron: '0 6 * * *', timezone: 'Etc/GMT+5' },
    ]);
    // What pg-boss does when the time has come.
    await place.query(`insert into jobs.job (name, data) values
      ('every', '{"plugin":"badges","job":"sweep","timeZone":"America/Chicago"}')`);
    await vi.waitFor(() => expect(run.mock.calls).toEqual([[{}, { tenantId: a }]]), { timeout: 8000 });
  }, 15_000);

  it('says so when it cannot find out whom a schedule is for, and tries again', async () => {
    const run = vi.fn<PluginJob['run']>(async () => undefined);
    const tenantsOf = vi
      .fn<() => Promise<JobTenant[]>>(() => Promise.reject(new Error('away')))
      .mockResolvedValueOnce([]);
    const jobs = await jobsOn(place.connection, [{ name: 'sweep', every: '0 6 * * *', run }], { tenantsOf });
    await jobs.start();
    await place.query(`insert into jobs.job (name, data, retry_limit, retry_delay) values
      ('every', '{"plugin":"badges","job":"sweep","timeZone":"Europe/Berlin"}', 3, 1)`);
    await vi.waitFor(() => expect(log).toMatchObject([{ level: 'error', job: 'sweep', error: 'away' }]), {
      timeout: 8000,
    });
    tenantsOf.mockResolvedValue([{ id: b, timeZone: 'Europe/Berlin' }]);
    await vi.waitFor(() => expect(run).toHaveBeenCalledWith({}, { tenantId: b }), { timeout: 15_000 });
  }, 30_000);

  it('forgets the schedules of jobs that the build no longer has, and minds no zone that does not exist', async () => {
    const before = await jobsOn(place.connection, [{ ...count('old'), every: '* * * * *' }], {
      tenantsOf: async () => [{ id: a, timeZone: 'UTC' }],
    });
    await before.start();
    await before.stop();
    const jobs = await jobsOn(place.connection, [{ ...count('new'), every: '* * * * *' }, count('old')], {
      tenantsOf: async () => [
        { id: a, timeZone: 'Nowhere/Else' },
        { id: b, timeZone: 'UTC' },
      ],
    });
    await jobs.start();
    expect(await place.query('select key from jobs.schedule')).toEqual([{ key: 'badges/new/UTC' }]);
    expect(log).toMatchObject([{ level: 'error', message: 'A job could not be scheduled.', zone: 'Nowhere/Else' }]);
  });

  it('waits for a running job when it stops', async () => {
    let end = (): void => undefined;
    const begun = vi.fn<() => void>();
    const run = async (): Promise<void> => {
      begun();
      await new Promise<void>((resolve) => void (end = resolve));
    };
    const jobs = await jobsOn(place.connection, [{ name: 'slow', run }]);
    await jobs.start();
    await jobs.enqueue(a, 'badges', 'slow');
    await vi.waitFor(() => expect(begun).toHaveBeenCalled(), { timeout: 5000 });
    const stopped = jobs.stop();
    setTimeout(end, 100);
    await stopped;
    const rows = await place.query(`select state from jobs.job where data ->> 'job' = 'slow'`);
    expect(rows).toEqual([{ state: 'completed' }]);
  }, 15_000);
});

describe('jobs of a login that owns nothing', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
    return () => database.drop();
  });

  it('say what to do while the schema is missing, and work once the owner has installed it', async () => {
    const run = vi.fn<PluginJob['run']>(async () => undefined);
    const jobs = await jobsOn({ url: database.appUrl }, [{ name: 'remind', every: '0 6 * * *', run }], {
      tenantsOf: async () => [{ id: a, timeZone: 'UTC' }],
    });
    await expect(jobs.start()).rejects.toThrow(JobsMissing);
    await expect(jobs.enqueue(a, 'badges', 'remind')).rejects.toThrow('docket migrate');
    const owners = await jobsOn({ url: database.ownerUrl }, [count('remind')]);
    await owners.install();
    await owners.install();
    await jobs.start();
    await jobs.enqueue(a, 'badges', 'remind');
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1), { timeout: 5000 });
    await jobs.stop();
    expect(log).toEqual([]);
  }, 20_000);
});

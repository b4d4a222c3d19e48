// npm run bench: Docket beside a floor and a limit of our own, on both databases, in one interleaved run.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { stores, type Contender, type Store } from './contender.ts';
import { createDatabases, type Databases } from './databases.ts';
import { docketContender, type Trade } from './docket/contender.ts';
import { floorContender } from './floor/contender.ts';
import { limitContender } from './floor/limit.ts';
import { measureLikeness } from './likeness.ts';
import { cpuOf } from './measure/cpu.ts';
import { optionsOf, type Options } from './options.ts';
import { measurePluginLayer } from './plugin-layer.ts';
import { printed, type Report } from './report.ts';
import { measureStore, type Contenders, type Result } from './rounds.ts';
import { measureSecondTrade } from './second-trade.ts';
import { measureStart } from './start.ts';

const options = optionsOf(process.argv.slice(2));
const say = (line: string): void => console.error(line);
const databases = await createDatabases(process.env['DOCKET_BENCH_POSTGRES']);
const folder = await mkdtemp(path.join(os.tmpdir(), 'docket-bench-'));
try {
  const report = await measureAll(options);
  console.log(options.json ? JSON.stringify(report) : printed(report));
} finally {
  await databases.close();
  await rm(folder, { recursive: true, force: true });
}

async function measureAll(given: Options): Promise<Report> {
  const results: Result[] = [];
  for (const store of stores) results.push(...(await onStore(store, given)));
  say('plugin layer');
  const pluginLayer = await pluginLayerOn(databases, given);
  say('second trade');
  const secondTrade = await secondTradeOn(databases, given);
  say('start');
  const start = await measureStart(await databases.create('start'), given);
  say('known and unknown addresses');
  const likeness = await measureLikeness(await databases.create('likeness'), given);
  return { results, pluginLayer, secondTrade, start, likeness };
}

async function onStore(store: Store, given: Options): Promise<readonly Result[]> {
  const where = async (name: string): Promise<string> =>
    store === 'postgres' ? databases.create(name) : path.join(folder, name);
  const databaseCpu = store === 'postgres' ? databases.cpu : () => 0;
  const contenders: Contenders = {
    limit: await limitContender({ store, where: await where('limit'), databaseCpu }),
    floor: await floorContender({ store, where: await where('floor'), databaseCpu, cpuOf }),
    docket: await docketContender({ store, where: await where('docket'), databaseCpu, cpuOf }),
  };
  return stopping(Object.values(contenders), () => measureStore(store, contenders, given, say));
}

async function pluginLayerOn({ create, cpu }: Databases, given: Options): Promise<Report['pluginLayer']> {
  const start = async (noops: number): Promise<Contender> =>
    docketContender({ store: 'postgres', where: await create(`noops${noops}`), databaseCpu: cpu, cpuOf, noops });
  const [bare, loaded] = [await start(0), await start(20)];
  return stopping([bare, loaded], () => measurePluginLayer(bare, loaded, given));
}

async function secondTradeOn({ create, cpu }: Databases, given: Options): Promise<Report['secondTrade']> {
  const start = async (trade: Trade): Promise<Contender> =>
    docketContender({ store: 'postgres', where: await create(trade.replace('-', '')), databaseCpu: cpu, cpuOf, trade });
  const [printShop, carrier] = [await start('print-shop'), await start('carrier')];
  return stopping([printShop, carrier], () => measureSecondTrade(printShop, carrier, given));
}

async function stopping<T>(contenders: readonly Contender[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    for (const contender of contenders) await contender.stop();
  }
}

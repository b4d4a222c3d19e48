import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../kernel/database.ts';
import { newId } from '../kernel/ids.ts';
import { openTestDatabase } from '../testing/database.ts';
import { diskAt } from './disk.ts';
import { createInspector } from './inspection/inspector.ts';
import { DEFAULT_LIMITS } from './inspection/limits.ts';
import { createLooking } from './looking.ts';
import * as samples from './testing/samples.ts';

describe('looking at files', { timeout: 60_000 }, () => {
  let database: Database;
  let folder: string;
  beforeAll(async () => {
    database = await openTestDatabase('postgres-app');
    folder = await mkdtemp(join(tmpdir(), 'docket-looking-'));
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Looks with the real inspector, and tells at which names it was asked to look. */
  function looking() {
    const asked: string[] = [];
    const real = createInspector({ ...DEFAULT_LIMITS, wallMs: 60_000 });
    const inspector: typeof real = {
      ...real,
      inspect: (task) => {
        asked.push(task.name);
        return real.inspect(task);
      },
    };
    const disk = diskAt(folder);
    const log = ({ message, error }: { message: string; error?: unknown }): never => {
      throw new Error(message, { cause: error });
    };
    const own = createLooking({
      database,
      disk,
      inspector,
      scanning: undefined,
      clock: () => new Date(),
      log,
      width: 1,
    });
    return {
      asked,
      disk,
      /** Resolves once the file of these bytes was looked at. */
      async at(bytes: Buffer, { tenant = shop, name = 'logo.png', sha256 = 'a' } = {}): Promise<string> {
        const id = newId();
        await mkdir(join(folder, tenant), { recursive: true });
        await writeFile(disk.pathOf(tenant, id), bytes);
        own.add({ tenant_id: tenant, id, name, bytes: bytes.length, sha256, inspected: false });
        await own.settle();
        return id;
      },
    };
  }
  const shop = newId();

  it('happens once for the same bytes of a shop, and each file has a picture of its own', async () => {
    const own = looking();
    const logo = await samples.badgePng(300);
    const [first, second] = [await own.at(logo), await own.at(logo, { name: 'the same.png' })];
    expect(own.asked).toEqual(['logo.png']);
    await own.disk.remove(shop, first);
    expect((await readFile(own.disk.previewOf(shop, second))).length).toBeGreaterThan(100);
  });

  it('happens anew for another shop, another ending of the name, other bytes, and where the picture is gone', async () => {
    const own = looking();
    const logo = await samples.badgePng(300);
    const first = await own.at(logo);
    await own.at(logo, { name: 'elsewhere.png', tenant: newId() });
    await own.at(logo, { name: 'disguised.pdf' });
    await own.at(await samples.badgePng(200), { name: 'other.png', sha256: 'b' });
    await own.disk.remove(shop, first);
    await own.at(logo, { name: 'again.png' });
    expect(own.asked).toEqual(['logo.png', 'elsewhere.png', 'disguised.pdf', 'other.png', 'again.png']);
  });

  it('happens each time for what is dangerous or cannot be read', async () => {
    const own = looking();
    const evil = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    for (let time = 0; time < 2; time += 1) {
      await own.at(evil, { name: 'evil.svg' });
      await own.at((await samples.badgePng(300)).subarray(0, 200), { name: 'torn.png', sha256: 'b' });
    }
    expect(own.asked).toEqual(['evil.svg', 'torn.png', 'evil.svg', 'torn.png']);
  });
});

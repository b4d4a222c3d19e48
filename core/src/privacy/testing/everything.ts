import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import type { Database } from '../../kernel/database.ts';

const named = (text: string, ...values: unknown[]) => ({
  name: `test.${text.replaceAll(/\W/g, '').slice(-50)}`,
  text,
  values,
});

/** Every row that a shop has, in every table of every schema, and its background jobs: one text in lower case. */
export async function dumpOf(database: Database, tenant: string): Promise<string> {
  const tables = database.withTenant(tenant);
  const platform = database.withPlatform('reads what a test looks for');
  const [found] = await tables.run(
    named(`select n.nspname || '.' || c.relname as name, has_table_privilege('docket_app', c.oid, 'select') as own
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and (n.nspname = 'core' or n.nspname like 'px\\_%') and c.relname not in ('migration', 'migration_lock')`),
  );
  const parts: string[] = [];
  for (const { name, own } of found as { name: string; own: boolean }[]) {
    const [rows] = await (own ? tables : platform).run(named(`select to_jsonb(t)::text as row from ${name} t`));
    parts.push(...(rows as { row: string }[]).map(({ row }) => `${name} ${row}`));
  }
  const [[jobs]] = await platform.run(
    named(`select exists (select from pg_namespace where nspname = 'jobs') as there`),
  );
  if ((jobs as { there: boolean }).there) {
    const [rows] = await platform.run(named(`select to_jsonb(t)::text as row from jobs.job t`));
    parts.push(...(rows as { row: string }[]).map(({ row }) => `jobs.job ${row}`));
  }
  return parts.join('\n').toLowerCase();
}

/** The bytes of every file below a folder, and their names: one text in lower case. */
export async function folderText(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map(async (file) => `${file} ${await readFile(file, 'latin1')}`));
  return texts.join('\n').toLowerCase();
}

/** The files of a ZIP by their paths, read from its central directory. */
export function unzipped(zip: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + size);
    files.set(zip.toString('utf8', at + 46, at + 46 + name), method === 0 ? bytes : inflateRawSync(bytes));
    at += 46 + name + extra + comment;
  }
  return files;
}

import path from 'node:path';
import type { ClamdPlace } from '@docket/core';
import * as z from 'zod';
import { Problem } from './problem.ts';

const flag = z
  .enum(['', '0', '1', 'false', 'true', 'no', 'yes'])
  .default('')
  .transform((text) => ['1', 'true', 'yes'].includes(text));
const text = z
  .string()
  .trim()
  .optional()
  .transform((value) => value || undefined);
const database = text.refine((url) => url === undefined || /^postgres(ql)?:\/\//.test(url), {
  error: 'must look like postgres://user:password@host:5432/name',
});
const scannerAddress = /^clamd:\/\/(?:\/.+|(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?\/?)$/i;

const Environment = z.object({
  PORT: z.coerce.number({ error: 'must be a number from 0 to 65535' }).int().min(0).max(65_535).default(3000),
  HOST: text,
  PUBLIC_URL: text.refine((url) => url === undefined || /^https?:\/\/[^/]+\/?$/.test(url), {
    error: 'must be an origin, e.g. https://orders.example.com',
  }),
  DATABASE_URL: database,
  DATABASE_DIRECT_URL: database,
  DOCKET_DATA: text,
  DOCKET_SECRET: text.refine((secret) => secret === undefined || secret.length >= 32, {
    error: 'must have at least 32 characters',
  }),
  SMTP_URL: text.refine((url) => url === undefined || /^smtps?:\/\//.test(url), {
    error: 'must look like smtp://user:password@host:587',
  }),
  SCANNER_URL: text.refine((url) => url === undefined || scannerAddress.test(url), {
    error: 'must look like clamd://host:3310 or clamd:///run/clamav/clamd.ctl',
  }),
  TRUST_PROXY: flag,
});

/** What the operator sets by environment variables; everything else is set per shop in the admin. */
export interface Settings {
  /** 0 for any free port. */
  readonly port: number;
  /** Every address of the machine when undefined. */
  readonly host: string | undefined;
  /** Origin that links in mails begin with; undefined: the request's own. */
  readonly publicUrl: string | undefined;
  readonly database: { readonly url: string; readonly directUrl?: string } | { readonly folder: string };
  /** Embedded database, files, secret and caught mails. */
  readonly dataFolder: string;
  /** Undefined: one is made and kept in the data folder. */
  readonly secret: string | undefined;
  /** Undefined: mails are caught and shown, not sent. */
  readonly smtp: string | undefined;
  /** Where ClamAV listens; undefined: nothing looks for malware. */
  readonly scanner: ClamdPlace | undefined;
  /** Whether X-Forwarded-* headers come from a proxy of ours. */
  readonly trustProxy: boolean;
}

/** Reads the environment; throws a `Problem` that names every wrong variable. */
export function readSettings(env: NodeJS.ProcessEnv, cwd: string): Settings {
  const read = Environment.safeParse(env);
  if (!read.success) {
    const faults = read.error.issues.map(({ path: [name], message }) => `${String(name)} ${message}`);
    throw new Problem(`The environment is not right: ${faults.join('; ')}.`, 'Correct the named variables.');
  }
  const { data } = read;
  const dataFolder = path.resolve(cwd, data.DOCKET_DATA ?? '.docket-data');
  return {
    port: data.PORT,
    host: data.HOST,
    publicUrl: data.PUBLIC_URL?.replace(/\/$/, ''),
    database: databaseOf(data, dataFolder),
    dataFolder,
    secret: data.DOCKET_SECRET,
    smtp: data.SMTP_URL,
    scanner: data.SCANNER_URL === undefined ? undefined : clamdPlace(data.SCANNER_URL),
    trustProxy: data.TRUST_PROXY,
  };
}

function databaseOf(
  { DATABASE_URL: url, DATABASE_DIRECT_URL: directUrl }: z.output<typeof Environment>,
  dataFolder: string,
): Settings['database'] {
  if (url === undefined) return { folder: path.join(dataFolder, 'database') };
  return directUrl === undefined ? { url } : { url, directUrl };
}

const usualScannerPort = 3310;

function clamdPlace(url: string): ClamdPlace {
  const { hostname, port, pathname } = new URL(url);
  if (hostname === '') return { path: decodeURIComponent(pathname) };
  // An address of version 6 stands in brackets.
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port || usualScannerPort) };
}

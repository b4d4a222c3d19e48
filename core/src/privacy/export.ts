import { Readable } from 'node:stream';
import { PlatformError } from '@docket/sdk';
import { countHits, limitOf, refuseBeyond, type Caller } from '../access/access.ts';
import { byActor } from '../audit/audit.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { classifiedTables } from './classified.ts';
import { htmlPieces, jsonPieces, type Heading, type Section } from './export-pages.ts';
import { readPerson, type Person } from './person.ts';
import * as store from './store-export.ts';
import type { Belongings, Subject } from './store-person.ts';

/** A link to data that were asked for. */
export interface ExportLink {
  readonly id: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly plugins: Parameters<typeof classifiedTables>[0];
  /** A file's bytes; undefined when they are gone. */
  readonly readFile: (tenant: string, id: string) => Promise<Readable | undefined>;
}

const dayMs = 24 * 3600 * 1000;
/** How long a link is good for. */
export const exportDays = 7;
/** Orders, requests and files that are read at once. */
const slice = 200;

export const linkOf = ({ id, created_at: createdAt, expires_at: expiresAt }: store.ExportRow): ExportLink => ({
  id,
  createdAt,
  expiresAt,
});

/** Gives people their data. Nothing of it is kept: a link is followed, and what there is then is read. */
export function createExports({ database, newId, plugins, readFile }: Dependencies) {
  const classified = classifiedTables(plugins);
  const tablesFor = {
    'the person': store.exportedTables(classified, 'the person'),
    'the shop': store.exportedTables(classified, 'the shop'),
  } as const;

  return {
    /** Makes a link for whoever asks, good for a week. Refuses more than the shop allows in an hour. */
    async ask(call: Caller, { customer, contact }: Subject): Promise<{ readonly id: string }> {
      const asker = askerOf(call);
      const limits = [limitOf(call.shop, 'exportsPerHour', asker.id)];
      const tables = database.withTenant(call.shop.tenant.id);
      const [counted] = await tables.run(countHits(call.shop.tenant.id, limits, call.now));
      refuseBeyond(limits, counted, call.now);
      const [[made]] = await tables.run(
        store.insertExport({
          id: newId(call.now),
          customer,
          contact,
          askedByType: asker.type,
          askedBy: asker.id,
          now: call.now,
          expiresAt: new Date(call.now.getTime() + exportDays * dayMs),
          by: byActor(call.actor),
          auditId: newId(call.now),
        }),
      );
      if (!made) throw new PlatformError(errors['not-found']);
      return made;
    },

    /** Links that the asker has to somebody's data. */
    async links(call: Caller, { customer, contact }: Subject): Promise<readonly ExportLink[]> {
      const asked = { asker: askerOf(call).id, customer, contact, now: call.now };
      const [rows] = await database.withTenant(call.shop.tenant.id).run(store.exportsAskedBy(asked));
      return rows.map(linkOf);
    },

    /** Refuses a link that is not the caller's own. */
    own: (call: Caller, row: store.ExportRow | undefined): void => void ownLink(call, row),

    /** The data behind a link of the caller's own, as they are now: a ZIP, read while it is sent. */
    async follow(call: Caller, asked: store.ExportRow | undefined): Promise<Readable> {
      const row = ownLink(call, asked);
      if (row.expires_at <= call.now) throw new PlatformError(errors['link.gone']);
      const tenant = call.shop.tenant.id;
      const subject = { customer: row.customer_id, contact: row.contact_id };
      const person = await database
        .withTenant(tenant)
        .converse((transaction) => readPerson(transaction, tenant, subject));
      if (!person) throw new PlatformError(errors['link.gone']);
      return call.actor.type === 'staff'
        ? zip(call, person, 'the shop')
        : zip(call, withoutHidden(person), 'the person');
    },
  };

  async function zip(call: Caller, person: Person, audience: store.Audience): Promise<Readable> {
    const tenant = call.shop.tenant.id;
    const name = person.own.customers.length > 0 ? person.customer.name : person.people[0]!.name;
    const about: Heading = { shop: call.shop.tenant.name, name, at: call.now };
    const [files] = await database.withTenant(tenant).run(store.filesToSend({ ids: person.own.files }));
    // Few ask for their data: loaded for the first of them.
    const { ZipFile } = await import('yazl');
    const archive = new ZipFile();
    const add = (path: string, open: () => Promise<Readable>): void =>
      archive.addReadStreamLazy(path, { mtime: call.now }, (give) => {
        open().then(
          (stream) => give(null, stream),
          (error: unknown) => give(error, undefined as never),
        );
      });
    add('data.json', async () => Readable.from(jsonPieces(about, sections(tenant, person, audience))));
    add('data.html', async () => Readable.from(htmlPieces(about, sections(tenant, person, audience))));
    for (const file of files)
      add(
        `files/${file.id}-${file.name.replaceAll(/[\\/]/g, '_')}`,
        async () => (await readFile(tenant, file.id)) ?? Readable.from([]),
      );
    const output = archive.outputStream as Readable;
    archive.on('error', (error: Error) => output.destroy(error));
    archive.end();
    return output;
  }

  async function* sections(tenant: string, { own }: Person, audience: store.Audience): AsyncGenerator<Section> {
    for (const table of tablesFor[audience]) yield { name: table.name, rows: rowsOf(tenant, own, table) };
  }

  async function* rowsOf(tenant: string, own: Belongings, { read, isFoundTwice }: store.ExportedTable) {
    const seen = new Set<string>();
    for (const some of slicesOf(own)) {
      const [rows] = await database.withTenant(tenant).run(read({ tenant, ...some }));
      for (const { row } of rows) {
        if (isFoundTwice) {
          const text = JSON.stringify(row);
          if (seen.has(text)) continue;
          seen.add(text);
        }
        yield row;
      }
    }
  }
}

/** What a shop shows nobody of its customers is not theirs to take along. */
const withoutHidden = ({ own, hiddenFiles, ...person }: Person): Person => ({
  ...person,
  hiddenFiles,
  own: { ...own, files: own.files.filter((id) => !hiddenFiles.has(id)) },
});

/** People come with the first slice: they are few, and what is theirs is found once. */
function* slicesOf(own: Belongings): Generator<Belongings> {
  const longest = Math.max(own.requests.length, own.orders.length, own.files.length, 1);
  for (let at = 0; at < longest; at += slice) {
    const part = (ids: readonly string[]): readonly string[] => ids.slice(at, at + slice);
    const people = at === 0 ? own : { customers: [], contacts: [], emails: [] };
    yield { ...own, ...people, requests: part(own.requests), orders: part(own.orders), files: part(own.files) };
  }
}

/** The link, when it is the caller's; another's answers like one that there is not. */
function ownLink(call: Caller, row: store.ExportRow | undefined): store.ExportRow {
  const { type, id } = askerOf(call);
  if (row?.asked_by !== id || row.asked_by_type !== type) throw new PlatformError(errors['not-found']);
  return row;
}

function askerOf({ actor }: Caller): { readonly type: 'contact' | 'staff'; readonly id: string } {
  if (actor.type !== 'contact' && actor.type !== 'staff') throw new PlatformError(errors['sign-in.needed']);
  return { type: actor.type, id: actor.id };
}

import { csvLine } from '@docket/sdk/csv';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation, Database } from '../../kernel/database.ts';
import { newId } from '../../kernel/ids.ts';
import { openCast, refusal, type Cast } from '../../testing/cast.ts';
import { notePlugin, openTestPlatform, roundTripsOf, stores, type TestPlatform } from '../../testing/index.ts';
import { createCustomers } from '../customers.ts';

const start = new Date('2026-11-20T09:00:00Z');
const days = (count: number): Date => new Date(start.getTime() + count * 24 * 3600_000);
const content = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };
const csv = (...rows: readonly (readonly string[])[]): string => rows.map(csvLine).join('');
const header = ['Customer', 'Person', 'Person’s e-mail'];

describe.each(stores)('customers that staff bring along, on %s', { timeout: 60_000 }, (store) => {
  let test: TestPlatform;
  let cast: Cast;
  beforeAll(async () => {
    // Nothing runs unless a test says so.
    test = await openTestPlatform({ plugins: [notePlugin()], store, now: start, config: { workers: false } });
    await test.platform.seed.settings(test.shop, 'core', { importsPerHour: 100 });
    cast = await openCast(test);
  }, 120_000);
  afterAll(() => test.close());
  beforeEach(() => test.setNow(start));

  const api = () => cast.owner.staff.imports;
  const run = async (text: string, ...values: unknown[]) => {
    const call = { name: `test.${text.replaceAll(/\W/g, '').slice(0, 55)}`, text, values };
    return (await test.platform.database.withTenant(test.shop).run(call))[0] as Record<string, unknown>[];
  };
  const names = async (like: string) =>
    (await run('select name from core.customer where name like $1 order by name', `${like}%`)).map(({ name }) => name);
  const post = async (text: string, headers: Record<string, string> = {}, browser = cast.owner) => {
    const body = new FormData();
    body.set('file', new File([text], 'customers.csv', { type: 'text/csv' }));
    return browser.fetch('/files/customer-imports', { method: 'POST', body, headers });
  };
  /** Reads a file and answers the import's id. */
  async function read(text: string): Promise<string> {
    const answer = await post(text);
    expect(answer.status).toBe(303);
    return /\/admin\/customers\/import\/([\da-f-]{36})$/.exec(answer.headers.get('location')!)![1]!;
  }
  async function confirm(id: string) {
    const { columns } = await api().get.query({ id });
    await api().start.mutate({ id, columns: [...columns] });
  }
  async function bring(text: string) {
    const id = await read(text);
    await confirm(id);
    await test.platform.settle();
    return api().get.query({ id });
  }
  /** As another process runs it, on the same database. */
  const process = (database: Database = test.platform.database) => createCustomers({ database, newId });
  const many = (word: string, count: number) =>
    csv(
      header,
      ...Array.from({ length: count }, (_, nth) => [
        `${word} ${String(nth).padStart(4, '0')}`,
        'Pat',
        `${word}${nth}@x.test`,
      ]),
    );

  it('are looked at before anything is written: new ones, those that are there, and every row that is left out', async () => {
    const id = await read(
      csv(
        [...header, 'Link', 'Birthday'],
        ['Dry', 'Pat', 'pat@dry.test', '', ''],
        ['Smith', 'Sarah', 'Sarah@Smith.test', '', ''],
        ['Other', '', '', 'jones-prints', ''],
        ['JONES prints', '', '', '', ''],
        ['Bad', 'Bo', 'bo at bad.test', '', ''],
        ['Bad', 'Ann', 'ann@bad.test', '', ''],
      ),
    );
    const page = await api().get.query({ id });
    expect(page).toMatchObject({
      file: 'customers.csv',
      state: 'read',
      columns: ['name', 'contactName', 'contactEmail', 'link', null],
      check: { rows: 6, customers: 1, people: 1, addresses: 0, wrong: 2 },
      there: [
        { at: 3, name: 'Smith & Sons' },
        { at: 4, name: 'Jones Prints' },
        { at: 5, name: 'Jones Prints' },
      ],
      present: 3,
    });
    expect(page.check!.faults).toEqual([
      { at: 6, column: 2, value: 'bo at bad.test', code: 'no-email' },
      { at: 7, column: null, value: '', code: 'with-another' },
    ]);
    expect(await names('Dry')).toEqual([]);
    const { rows } = await api().rows.query({ id });
    expect(rows.filter(({ faults }) => faults.length > 0).map(({ at }) => at)).toEqual([6, 7]);
  });

  it('are written once they are confirmed, each with its people, addresses and a line of the audit; nobody’s customer changes', async () => {
    const page = await bring(
      csv(
        ['Customer', 'Link', 'Phone', 'Note', 'Person', 'Person’s e-mail', 'Person’s rights', 'Address', 'Street'],
        ['Whole', 'whole-one', '555', '=1+1', 'Ann', 'ann@whole.test', 'order', 'Dock', 'Kai 3'],
        ['Whole', 'whole-one', '', '', 'Bob', 'bob@whole.test', 'none', '', ''],
        ['Smith', '', '', 'Not theirs', 'Sarah', 'sarah@smith.test', '', '', ''],
      ),
    );
    expect(page).toMatchObject({ state: 'done', total: 2, passed: 2, made: 1, present: 1, wrong: 0 });
    const [row] = page.results;
    expect(row).toMatchObject({ at: 2, name: 'Whole', slug: 'whole-one', is_made: true });
    const whole = await cast.owner.staff.customers.get.query({ id: row!.id });
    expect(whole).toMatchObject({
      phone: '555',
      note: '=1+1',
      contacts: [
        { name: 'Ann', email: 'ann@whole.test', rights: ['order'], verified_at: null },
        { name: 'Bob', email: 'bob@whole.test', rights: [] },
      ],
      addresses: [{ label: 'Dock', value: { street: 'Kai 3' } }],
    });
    expect((await cast.owner.staff.customers.get.query({ id: cast.smith.id })).note).toBeNull();
    const [line] = await run('select by, action, after from core.audit where subject_id = $1', row!.id);
    expect(line).toMatchObject({
      by: { type: 'staff' },
      action: 'customers.create',
      after: { name: 'Whole', people: 2, addresses: 1, import: page.id },
    });
    const [taken] = await run(
      `select by, after from core.audit where action = 'customers.import' and subject_id = $1`,
      page.id,
    );
    expect(taken).toMatchObject({ by: { type: 'staff' }, after: { rows: 3, customers: 2, rowsLeftOut: 0 } });
  });

  it('have a link of their own, also those of one name and those whose link is somebody’s', async () => {
    const page = await bring(
      csv(
        ['Customer', 'Link', 'Person’s e-mail'],
        ['Twin', '', 'a@twin.test'],
        ['Twin', 'twin', 'b@twin.test'],
        ['Twin', 'twin-9', 'c@twin.test'],
        ['Twin & Co', 'new-0123456789abcdef0123', 'd@twin.test'],
      ),
    );
    expect(page.results.map(({ slug }) => slug)).toEqual(['twin', 'twin-2', 'twin-9', 'twin-co']);
  });

  it('[abuse 65] are there once, however often the file is read and confirmed', async () => {
    const text = many('Once', 3);
    const id = await read(text);
    const { columns } = await api().get.query({ id });
    await Promise.all([1, 2, 3].map(() => api().start.mutate({ id, columns: [...columns] })));
    await test.platform.settle();
    await confirm(id);
    const [sent] = await run(`select count(*)::int as n from core.outbox where payload ->> 'importId' = $1`, id);
    expect(sent).toEqual({ n: 1 });
    expect(await bring(text)).toMatchObject({ made: 0, present: 3 });
    const bare = csv(['Customer'], ['Once without people']);
    expect([await bring(bare), await bring(bare)]).toMatchObject([{ made: 1 }, { made: 0, present: 1 }]);
    expect(await names('Once')).toHaveLength(4);
  });

  it('are written to the end after a crash, none of them twice', async () => {
    const id = await read(many('Crash', 250));
    await confirm(id);
    await expect(
      process(dyingAfter(test.platform.database, 2)).runImport(test.shop, { importId: id }, start),
    ).rejects.toThrow('killed');
    expect(await api().get.query({ id })).toMatchObject({ state: 'running', passed: 100, total: 250, check: null });
    await test.platform.settle();
    expect(await api().get.query({ id })).toMatchObject({ state: 'done', made: 250, present: 0 });
    expect(await names('Crash')).toHaveLength(250);
  });

  it('are written once by two processes at the same time, and two files take turns', async () => {
    const [id, same] = [await read(many('Both', 250)), await read(many('Both', 250))];
    await confirm(id);
    await confirm(same);
    await Promise.all([id, id, same, same].map((importId) => process().runImport(test.shop, { importId }, start)));
    const pages = [await api().get.query({ id }), await api().get.query({ id: same })];
    expect(pages.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(pages[0]!.made + pages[1]!.made).toBe(250);
    expect(await names('Both')).toHaveLength(250);
  });

  it('of one file are all made, also those that have a person in common', async () => {
    const rows = Array.from({ length: 101 }, (_, nth) => [`Shared ${nth}`, 'Pat', 'pat@shared.test']);
    expect(await bring(csv(header, ...rows))).toMatchObject({ made: 101, present: 0 });
  });

  it('take as many statements for a hundred as for one', async () => {
    const trips = async (count: number): Promise<number> => {
      const id = await read(many(`Trip${count}`, count));
      await confirm(id);
      return roundTripsOf(test.platform.database, () => process().runImport(test.shop, { importId: id }, start));
    };
    expect(await trips(100)).toBe(await trips(1));
  });

  it('are what the columns are said to hold, and nothing is confirmed that was not shown', async () => {
    const id = await read(csv(['Firm', 'Birthday', 'Mail'], ['Mapped', 'Ann', 'ann@mapped.test']));
    const shown = (await api().get.query({ id })).columns;
    expect(shown).toEqual([null, null, 'contactEmail']);
    await api().map.mutate({ id, columns: ['name', 'contactName', 'contactEmail'] });
    expect(await refusal(api().start.mutate({ id, columns: [...shown] }))).toMatchObject({
      code: 'import.changed',
      status: 409,
    });
    expect(await refusal(api().map.mutate({ id, columns: ['name'] }))).toMatchObject({ code: 'import.changed' });
    expect(await refusal(api().map.mutate({ id, columns: ['name', 'name', null] }))).toMatchObject({ status: 400 });
    await confirm(id);
    expect(await refusal(api().map.mutate({ id, columns: [null, null, null] }))).toMatchObject({
      code: 'import.changed',
    });
    await test.platform.settle();
    expect(await names('Mapped')).toEqual(['Mapped']);
  });

  it('are none where no row can be taken over', async () => {
    const id = await read(csv(['Customer', 'Person’s e-mail'], ['None', 'no address']));
    expect(await refusal(confirm(id))).toMatchObject({ code: 'import.nothing', status: 422 });
  });

  it('are taken back for thirty days, but for those that somebody has used since', async () => {
    const used = ['Ordered', 'Asked', 'Invited', 'Changed', 'Merged'];
    const page = await bring(
      csv(header, ...[...used, 'Unused'].map((name) => [`Back ${name}`, name, `${name}@back.test`])),
    );
    const id = Object.fromEntries(page.results.map((row) => [row.name.slice('Back '.length), row.id]));
    const people = await run(
      'select id, name from core.contact where customer_id = any($1::uuid[])',
      Object.values(id),
    );
    const contact = Object.fromEntries(people.map((row) => [row['name'], row['id'] as string]));
    const { staff } = cast.owner;
    const orderer = await signedIn(contact['Ordered']);
    await orderer.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content });
    await (await signedIn(contact['Asked'])).portal.requests.begin.mutate({ kind: 'note' });
    await run('delete from core.session where actor_id = any($1::uuid[])', Object.values(contact));
    await staff.access.invite.mutate({ contact: contact['Invited']! });
    await staff.customers.update.mutate({
      id: id['Changed']!,
      name: 'Back Changed',
      email: null,
      phone: '1',
      note: null,
    });
    const twin = await staff.customers.create.mutate({ name: 'Back Twin' });
    await staff.customers.merge.mutate({
      id: id['Merged']!,
      into: twin.id,
      name: 'Back Twin',
      email: null,
      phone: null,
      note: null,
    });
    test.setNow(days(29));
    await newSession();
    expect((await api().get.query({ id: page.id })).until).toEqual(days(30).toISOString());
    expect(await api().undo.mutate({ id: page.id })).toEqual({ removed: 1, kept: 5 });
    expect(await names('Back')).toEqual([
      'Back Asked',
      'Back Changed',
      'Back Invited',
      'Back Merged',
      'Back Ordered',
      'Back Twin',
    ]);
    expect((await api().get.query({ id: page.id })).kept.map(({ name, why }) => [name, why])).toEqual([
      ['Back Asked', 'asked'],
      ['Back Changed', 'changed'],
      ['Back Invited', 'let-in'],
      ['Back Merged', 'changed'],
      ['Back Ordered', 'ordered'],
    ]);
    const lines = await run(
      'select action, before, after from core.audit where subject_id in ($1, $2) order by action',
      id['Unused'],
      page.id,
    );
    expect(lines).toMatchObject([
      { action: 'customers.create' },
      { action: 'customers.import' },
      { action: 'customers.take-back', before: { name: 'Back Unused', slug: 'back-unused' } },
      { action: 'customers.undo-import', after: { removed: 1, kept: 5 } },
    ]);
    expect(await refusal(api().undo.mutate({ id: page.id }))).toMatchObject({ code: 'import.gone', status: 409 });
    const late = await bring(many('Late', 1));
    test.setNow(days(60));
    await newSession();
    expect(await refusal(api().undo.mutate({ id: late.id }))).toMatchObject({ code: 'import.gone' });
  });

  it('leave no file behind: it goes thirty days after it was read, or after it was done', async () => {
    const [old, late] = [await read(many('Old', 1)), await read(many('Later', 1))];
    test.setNow(days(20));
    await newSession();
    await confirm(late);
    await test.platform.settle();
    test.setNow(days(31));
    await test.platform.sweep();
    expect(await run('select id from core.customer_import where id in ($1, $2)', old, late)).toEqual([{ id: late }]);
    test.setNow(days(51));
    await test.platform.sweep();
    expect(await run('select id from core.customer_import where id in ($1, $2)', old, late)).toEqual([]);
    await newSession();
    expect(await refusal(api().get.query({ id: old }))).toMatchObject({ code: 'not-found' });
    expect(await names('Later')).toHaveLength(1);
  });

  it('forget whoever is erased in the file, too', async () => {
    const page = await bring(csv(header, ['Gone Company', 'Quentin Zephyr', 'quentin@zephyr.test']));
    const name = 'Gone Company';
    await cast.owner.staff.privacy.eraseCustomer.mutate({ id: page.results[0]!.id, name });
    const [row] = await run('select lines::text as lines from core.customer_import where id = $1', page.id);
    expect(row!['lines']).not.toMatch(/quentin|zephyr|gone company/i);
  });

  it('[abuse 64] are refused with a code, a sentence and a next step; a browser is led back with them', async () => {
    const answer = await post('Customer,Note\nA');
    expect([answer.status, await answer.json()]).toEqual([
      422,
      {
        code: 'import.uneven',
        status: 422,
        message: expect.stringContaining('Row 2'),
        next: expect.any(String),
        params: { row: 2, found: 1, wanted: 2 },
      },
    ]);
    const page = await post('Customer,Note\nA', { accept: 'text/html' });
    expect([page.status, page.headers.get('location')]).toEqual([
      303,
      '/admin/customers/import?refused=import.uneven&row=2&found=1&wanted=2',
    ]);
    expect([
      (await post('')).status,
      (await post('a'.repeat(5 * 2 ** 20 + 1))).status,
      (await post('a'.repeat(6 * 2 ** 20))).status,
    ]).toEqual([422, 413, 413]);
  });

  it('are brought by staff who may change customers alone, from pasted rows as well', async () => {
    expect((await post('Customer\nA', {}, cast.sarah)).status).toBe(401);
    const body = new URLSearchParams({ text: 'Customer\tPerson\nPasted\t' });
    const pasted = await cast.owner.fetch('/files/customer-imports', { method: 'POST', body });
    const id = pasted.headers.get('location')!.split('/').at(-1)!;
    expect(await api().get.query({ id })).toMatchObject({ file: '', columns: ['name', 'contactName'] });
    expect(await api().list.query({})).toContainEqual(expect.objectContaining({ id, state: 'read', made: 0 }));
  });

  async function signedIn(contact: string) {
    const { openBrowser } = await import('../../testing/browser.ts');
    const browser = openBrowser(test.platform);
    browser.take(await test.platform.seed.cookie(test.shop, { type: 'contact', id: contact }));
    return browser;
  }
  async function newSession(): Promise<void> {
    const [owner] = await run(`select id from core.staff where name = 'Robin'`);
    cast.owner.take(await test.platform.seed.cookie(test.shop, { type: 'staff', id: owner!['id'] as string }));
  }
});

/** The database of a process that is killed in its nth conversation, after all that it asked and before it commits. */
function dyingAfter(database: Database, nth: number): Database {
  let conversations = 0;
  const dying = async <T>(work: (transaction: Conversation) => Promise<T>, transaction: Conversation): Promise<T> => {
    const answer = await work(transaction);
    conversations += 1;
    if (conversations === nth) throw new Error('killed');
    return answer;
  };
  return {
    ...database,
    withTenant: (tenant) => {
      const gate = database.withTenant(tenant);
      return { ...gate, converse: (work) => gate.converse((transaction) => dying(work, transaction)) };
    },
  };
}

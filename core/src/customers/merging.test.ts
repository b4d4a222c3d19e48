import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../kernel/database.ts';
import { openTestDatabase, stores } from '../testing/database.ts';
import { openShop, signedIn, staffBrowser, type Browser, type TestShop } from '../testing/people.ts';
import { untilWaiting } from '../testing/until-waiting.ts';

const refusal = (code: string, status: number) => ({ cause: { code, status } });
const day = 24 * 60;

/** What a merge itself writes down of itself. */
const ledgers = ['core.audit', 'core.customer_merge', 'core.outbox', 'core.delivery', 'core.tenant_host'];

const addPasskey = `insert into core.passkey
    (tenant_id, id, contact_id, email, rp_id, credential_id, public_key, counter, transports, name)
  select tenant_id, id, id, $2, 'shop.test', id::text::bytea, '', 0, '{}', 'Key' from core.contact where id = $1`;

/** A question about the contact's order, to the contact and to somebody else, and the contact's answer. */
const ask = `with asked as (
    insert into core.approval (tenant_id, id, order_id, plugin, subject, version, title, title_values, lines, hash, state, asked_at, asked_by,
      approver_rule, approvers)
    select tenant_id, $2, id, 'notes', $2, 1, 'asked', '{}', '[]', '', 'open', now(), '{}', 'all', array[$2, $1]::uuid[]
    from core.orders where contact_id = $1::uuid returning tenant_id, id
  )
  insert into core.approval_answer (tenant_id, id, approval_id, position, contact_id, at, by, decision)
  select tenant_id, id, id, 0, $1::uuid, now(), '{}', '{}' from asked`;

describe.each(stores)('merging customers, on %s', (store) => {
  let database: Database;
  let shop: TestShop;
  let owner: Browser;
  let nth = 0;
  beforeAll(async () => {
    database = await openTestDatabase(store);
    shop = await openShop(database);
    owner = await staffBrowser(shop, 'owner@shop.test');
  });
  afterAll(() => database.close());

  const staff = () => shop.staff(owner).customers;
  const run = async (text: string, ...values: readonly unknown[]): Promise<readonly Record<string, unknown>[]> => {
    const name = `test.${createHash('sha256').update(text).digest('hex').slice(0, 30)}`;
    const [rows] = await database.withTenant(shop.id).run({ name, text, values });
    return rows as Record<string, unknown>[];
  };
  /** All rows of the shop, by table. */
  async function snapshot(): Promise<Readonly<Record<string, unknown>>> {
    const tables = await run(
      `select c.table_schema || '.' || c.table_name as name from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
       where c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE' and c.table_schema = 'core' order by 1`,
    );
    const names = tables.map(({ name }) => String(name)).filter((name) => !ledgers.includes(name));
    const calls = names.map((name) => ({
      name: `test.all-of-${name}`,
      text: `select coalesce(jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text), '[]') as rows from ${name} t`,
      values: [],
    }));
    const rows = await database.withTenant(shop.id).run(...calls);
    return Object.fromEntries(names.map((name, at) => [name, (rows[at] as { rows: unknown }[])[0]!.rows]));
  }
  const customer = (name = 'Smith & Sons', state = 'active') =>
    shop.contact(`pat${(nth += 1)}@smith.test`, { name, state, slug: `c-${store}-${nth}` });
  /** Who is asked beside this one, and who has answered. */
  const peopleOf = (other: string) =>
    run(
      `select a.approvers, n.contact_id from core.approval a join core.approval_answer n on n.approval_id = a.id
       where $1::uuid = any(a.approvers)`,
      other,
    );
  const profile = async (id: string) => {
    const { name, email, phone, note } = await staff().get({ id });
    return { name, email, phone, note };
  };
  async function merge(from: string, into: string, decided: Partial<Awaited<ReturnType<typeof profile>>> = {}) {
    return staff().merge({ id: from, into, ...(await profile(into)), ...decided });
  }

  it('moves orders, people, places, links and sessions, and hides the customer', async () => {
    const [from, into] = [await customer(), await customer('Jones Prints')];
    await staff().addAddress({ customer: from.customer, label: 'Dock', value: { street: 'Kai 3' } });
    const pat = await signedIn(shop, from.email);
    const number = await shop.order(from, true);
    await merge(from.customer, into.customer, { note: 'Two in one.' });

    const kept = await staff().get({ id: into.customer });
    expect(kept).toMatchObject({ name: 'Jones Prints', note: 'Two in one.', orders: 1 });
    expect(kept.contacts.map(({ email }) => email).toSorted()).toEqual([from.email, into.email].toSorted());
    expect(kept.addresses.map(({ label }) => label)).toEqual(['Dock']);
    expect(await shop.shown(into.customer)).toEqual([number]);
    expect(await shop.portal(pat).access.me({})).toMatchObject({ id: from.id, customer: { id: into.customer } });
    const gone = await staff().get({ id: from.customer });
    expect(gone).toMatchObject({ orders: 0, contacts: [], mergedInto: { id: into.customer, name: 'Jones Prints' } });
    const { rows } = await staff().list({ search: from.slug });
    expect(rows).toEqual([]);
    expect((await shop.audit(into.customer)).at(-1)).toMatchObject({
      action: 'customers.merge',
      before: { note: null },
      after: { note: 'Two in one.', merged: from.customer },
    });
  });

  it('[D-2] leads people of the surviving customer on from the former link, and tells nobody else more than that it was replaced', async () => {
    const [from, into] = [await customer(), await customer()];
    await merge(from.customer, into.customer);
    const [own, other] = [await signedIn(shop, from.email), await signedIn(shop, (await customer()).email)];
    expect(await shop.portal(own).customers.link({ slug: from.slug })).toEqual({ replaced: true, by: into.slug });
    expect(await shop.portal(other).customers.link({ slug: from.slug })).toEqual({ replaced: true, by: null });
    expect((await shop.portal(own).access.me({})) as object).toMatchObject({ customer: { slug: into.slug } });
  });

  it('makes one of two contacts with the same address, with the rights of both, and keeps its devices signed in', async () => {
    const [from, into] = [await customer(), await customer()];
    const pat = await signedIn(shop, from.email);
    await shop.setRights(from.id, ['order', 'contacts']);
    await shop.change(into.id, from.email.toUpperCase());
    await shop.setRights(into.id, ['order', 'pay']);
    await run(addPasskey, from.id, from.email);
    const number = await shop.order(from, true);
    const { id } = await merge(from.customer, into.customer);
    const { contacts } = await staff().get({ id: into.customer });
    expect(contacts).toMatchObject([{ id: into.id, rights: ['contacts', 'order', 'pay'] }]);
    expect(await shop.portal(pat).access.me({})).toMatchObject({ id: into.id });
    expect(await run('select contact_id from core.orders where number = $1', number)).toEqual([
      { contact_id: into.id },
    ]);
    expect(await run('select id from core.passkey where contact_id = $1', into.id)).toEqual([{ id: from.id }]);
    await staff().undoMerge({ id });
    expect(await shop.portal(pat).access.me({})).toMatchObject({ id: from.id, rights: ['order', 'contacts'] });
  });

  it('keeps who is asked and who has answered, for two contacts that become one and when they part again', async () => {
    const [from, into] = [await customer(), await customer()];
    await shop.change(into.id, from.email.toUpperCase());
    await shop.order(from, true);
    const other = crypto.randomUUID();
    await run(ask, from.id, other);
    const { id } = await merge(from.customer, into.customer);
    expect(await peopleOf(other)).toEqual([{ approvers: [other, into.id], contact_id: into.id }]);
    await staff().undoMerge({ id });
    expect(await peopleOf(other)).toEqual([{ approvers: [other, from.id], contact_id: from.id }]);
  });

  it.skipIf(store === 'pglite')('takes along what is asked and answered at that moment, and back', async () => {
    const [from, into] = [await customer(), await customer()];
    await shop.change(into.id, from.email);
    await shop.order(from, true);
    /** Asks the contact in a transaction that has locked its order, which the work has to wait for. */
    const askedBefore = async <T>(contact: string, other: string, work: () => Promise<T>): Promise<T> => {
      const order = { name: 'test.hold', text: 'select from core.orders where contact_id = $1 for update' };
      const doing = await database.withTenant(shop.id).converse(async (transaction) => {
        await transaction.run({ ...order, values: [contact] });
        const begun = work();
        await untilWaiting(database);
        await transaction.run({ name: 'test.ask', text: ask, values: [contact, other] });
        return { begun };
      });
      return doing.begun;
    };
    const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
    const { id } = await askedBefore(from.id, one, () => merge(from.customer, into.customer));
    expect(await peopleOf(one)).toEqual([{ approvers: [one, into.id], contact_id: into.id }]);
    await askedBefore(into.id, other, () => staff().undoMerge({ id }));
    expect(await peopleOf(other)).toEqual([{ approvers: [other, from.id], contact_id: from.id }]);
  });

  it('names a moved address after its customer when the label is taken, and leaves an equal one', async () => {
    const [from, into] = [await customer('Smith'), await customer()];
    const at = (street: string) => ({ street });
    for (const [id, label, value] of [
      [from.customer, 'Dock', at('1')],
      [into.customer, 'dock', at('2')],
      [from.customer, 'Home', at('3')],
      [into.customer, 'Home', at('3')],
    ] as const)
      await staff().addAddress({ customer: id, label, value });
    const plan = await staff().mergePlan({ id: from.customer, into: into.customer });
    expect(plan).toMatchObject({ renamed: ['Dock'], counts: { addresses: 1, contacts: 1, orders: 0 }, joined: [] });
    await merge(from.customer, into.customer);
    const { addresses } = await staff().get({ id: into.customer });
    expect(addresses.map(({ label }) => label)).toEqual(['dock', 'Dock (Smith)', 'Home']);
  });

  it('shows the orders of an unconfirmed customer, for staff vouch for it, and takes none as the one that stays', async () => {
    const [from, into] = [await customer('New', 'provisional'), await customer()];
    const number = await shop.order(from, false);
    await expect(merge(into.customer, from.customer)).rejects.toMatchObject(refusal('customer.unconfirmed', 409));
    const { id } = await merge(from.customer, into.customer);
    expect(await shop.shown(into.customer)).toEqual([number]);
    await staff().undoMerge({ id });
    expect(await shop.shown(from.customer)).toEqual([]);
    expect((await staff().get({ id: from.customer })).provisional).toBe(true);
  });

  it('refuses what is unknown, what is merged already, and a customer with itself', async () => {
    const [from, into, third] = [await customer(), await customer(), await customer()];
    const unknown = refusal('not-found', 404);
    await expect(merge(from.customer, into.id)).rejects.toMatchObject(unknown);
    await expect(merge(from.customer, from.customer)).rejects.toMatchObject(unknown);
    await expect(staff().mergePlan({ id: from.customer, into: into.id })).rejects.toMatchObject(unknown);
    await expect(staff().undoMerge({ id: from.customer })).rejects.toMatchObject(unknown);
    await merge(from.customer, into.customer);
    for (const pair of [
      [from.customer, third.customer],
      [third.customer, from.customer],
    ] as const)
      await expect(merge(...pair)).rejects.toMatchObject(refusal('customer.merged', 409));
    await expect(staff().update({ id: from.customer, ...(await profile(third.customer)) })).rejects.toMatchObject(
      unknown,
    );
  });

  it('of two merges of the same two at the same moment, one wins and the other is told', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = [await customer(), await customer()];
      const faces = [await profile(one.customer), await profile(other.customer)] as const;
      const answers = await Promise.allSettled([
        staff().merge({ id: one.customer, into: other.customer, ...faces[1] }),
        staff().merge({ id: other.customer, into: one.customer, ...faces[0] }),
      ]);
      const [lost, ...more] = answers.filter(({ status }) => status === 'rejected');
      expect(more).toEqual([]);
      expect(lost).toMatchObject({ reason: refusal('customer.merged', 409) });
    }
  });

  it('takes a constant number of statements, in one transaction, however much moves', async () => {
    const trips = async (orders: number): Promise<number> => {
      const [from, into] = [await customer(), await customer()];
      for (let at = 0; at < orders; at += 1) await shop.order(from, true);
      const decided = { id: from.customer, into: into.customer, ...(await profile(into.customer)) };
      const before = database.roundTrips();
      await staff().merge(decided);
      return database.roundTrips() - before;
    };
    expect([await trips(0), await trips(20)]).toEqual([2, 2]);
  });

  it('brings what was on its way at that moment over afterwards', async () => {
    const [from, into] = [await customer(), await customer()];
    await shop.change(into.id, from.email);
    await merge(from.customer, into.customer);
    const number = await shop.order(from, true);
    await shop.customers.takeLatecomers(shop.id, { mergedId: from.customer });
    expect(await shop.shown(into.customer)).toEqual([number]);
    expect(await run('select contact_id from core.orders where number = $1', number)).toEqual([
      { contact_id: into.id },
    ]);
    const [due] = await run(
      `select d.next_at from core.delivery d join core.outbox o on o.id = d.outbox_id
       where d.subscriber = 'core:customers' and o.payload ->> 'mergedId' = $1`,
      from.customer,
    );
    expect((due!['next_at'] as Date).getTime()).toBeGreaterThan(shop.now().getTime());
  });

  it('is undone within thirty days, and then no more', async () => {
    const [late, twice] = [
      [await customer(), await customer()],
      [await customer(), await customer()],
    ] as const;
    const again = await merge(twice[0].customer, twice[1].customer);
    expect((await staff().get({ id: twice[1].customer })).merges).toMatchObject([{ id: again.id }]);
    await staff().undoMerge(again);
    expect((await staff().get({ id: twice[1].customer })).merges).toEqual([]);
    await expect(staff().undoMerge(again)).rejects.toMatchObject(refusal('merge.gone', 409));
    const { id } = await merge(late[0].customer, late[1].customer);
    shop.pass(30 * day + 1);
    owner = await staffBrowser(shop, `owner${nth}@shop.test`);
    await expect(staff().undoMerge({ id })).rejects.toMatchObject(refusal('merge.gone', 409));
    expect((await staff().get({ id: late[1].customer })).merges).toEqual([]);
  });

  it('is undone in the sequence of the merges: the later one first', async () => {
    const [one, two, three] = [await customer(), await customer(), await customer()];
    const first = await merge(one.customer, two.customer);
    const second = await merge(two.customer, three.customer);
    await expect(staff().undoMerge(first)).rejects.toMatchObject(refusal('merge.gone', 409));
    await staff().undoMerge(second);
    await staff().undoMerge(first);
    expect((await staff().get({ id: one.customer })).contacts.map(({ id }) => id)).toEqual([one.id]);
  });

  it('leaves what was changed or came since the merge as it is, and says what', async () => {
    const [from, into] = [await customer('From'), await customer('Into')];
    await shop.change(into.id, from.email);
    const bob = await staff().addContact({ customer: from.customer, name: 'Bob', email: 'bob@smith.test' });
    const { id } = await merge(from.customer, into.customer, { name: 'Both', note: 'Merged.' });
    await staff().update({ id: into.customer, ...(await profile(into.customer)), name: 'Renamed' });
    await shop.setRights(into.id, ['approve']);
    const number = await shop.order({ customer: into.customer, id: bob.id }, true);
    const parted = await staff().undoMerge({ id });
    expect(parted).toMatchObject({ fields: ['name'], people: ['Pat'], orders: 1 });
    expect(await profile(into.customer)).toMatchObject({ name: 'Renamed', note: null });
    expect(await shop.shown(into.customer)).toEqual([number]);
    expect((await staff().get({ id: from.customer })).contacts.map(({ name }) => name).toSorted()).toEqual([
      'Bob',
      'Pat',
    ]);
  });

  it('undone, leaves every table as it was, whatever there was to move', async () => {
    const shapes = fc.record({
      provisional: fc.boolean(),
      orders: fc.array(fc.boolean(), { maxLength: 3 }),
      labels: fc.uniqueArray(fc.constantFrom('Dock', 'Home', 'Shop'), { maxLength: 3 }),
      otherLabels: fc.uniqueArray(fc.constantFrom('dock', 'Home'), { maxLength: 2 }),
      sameEmail: fc.boolean(),
      signedIn: fc.boolean(),
      renamed: fc.boolean(),
      decided: fc.record({
        name: fc.constantFrom('Smith & Sons', 'Other'),
        email: fc.constantFrom(null, 'office@smith.test'),
        phone: fc.constantFrom(null, '1'),
        note: fc.constantFrom(null, 'Note'),
      }),
    });
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const [from, into] = [await customer('Smith', shape.provisional ? 'provisional' : 'active'), await customer()];
        for (const label of shape.labels)
          await staff().addAddress({ customer: from.customer, label, value: { street: label } });
        for (const label of shape.otherLabels)
          await staff().addAddress({ customer: into.customer, label, value: { street: label } });
        if (shape.signedIn) await signedIn(shop, from.email);
        for (const shown of shape.orders) await shop.order(from, shown);
        const slug = (await staff().get({ id: from.customer })).slug;
        if (shape.renamed && !shape.provisional) await staff().rotateLink({ id: from.customer, current: slug });
        if (shape.sameEmail) await shop.change(into.id, from.email);
        await run(addPasskey, from.id, from.email);
        const before = await snapshot();
        const { id } = await staff().merge({ id: from.customer, into: into.customer, ...shape.decided });
        expect(await snapshot()).not.toEqual(before);
        await staff().undoMerge({ id });
        expect(await snapshot()).toEqual(before);
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});

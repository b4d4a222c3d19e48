import { customers as hooks, PlatformError, type Hold } from '@docket/sdk';
import { orderLabel } from '@docket/sdk/order-label';
import type { Caller } from '../access/access.ts';
import { byActor } from '../audit/audit.ts';
import { errors } from '../errors.ts';
import type { Conversation, Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json } from '../kernel/statement.ts';
import { retold } from '../orders/orders.ts';
import { classifiedTables, type ClassifiedTable } from './classified.ts';
import { placesOf } from './pattern.ts';
import { readHouse, readPerson, type Person } from './person.ts';
import * as store from './store-erase.ts';
import { countBelongings, type CountRow } from './store-preview.ts';
import type { Subject } from './store-person.ts';

/** What erasing somebody would do, and what stands in its way. */
export interface ErasePreview {
  /** The name to be typed. */
  readonly name: string;
  readonly counts: CountRow;
  readonly holds: readonly Hold[];
  /** True when it was done already. */
  readonly isErased: boolean;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly plugins: Parameters<typeof classifiedTables>[0];
  /** Removes files whose rows are gone; one that stays behind is found by the next sweep. */
  readonly removeFiles: (tenant: string, ids: readonly string[]) => Promise<void>;
}

/** Numbers of open orders that a refusal names. */
const namedOrders = 20;

/** Ends what a shop knows of a person. There is no way back. */
export function createErasing({ database, newId, plugins, removeFiles }: Dependencies) {
  const tables = classifiedTables(plugins);
  const isHistory = ({ name }: ClassifiedTable): boolean => name === 'core.order_version' || name === 'core.timeline';
  // A shop only adds to the history of its orders.
  const history = store.erasingOf(tables.filter(isHistory));
  const others = store.erasingOf(tables.filter((table) => !isHistory(table)));

  return {
    /** What would go and what would stay. */
    async preview(call: Caller, subject: Subject): Promise<ErasePreview> {
      const tenant = call.shop.tenant.id;
      const asked = await holdsOfPlugins(call, subject);
      return database.withTenant(tenant).converse(async (transaction) => {
        const person = known(await readPerson(transaction, tenant, subject));
        const [[counts]] = await transaction.run(countBelongings({ tenant, ...person.own }));
        const isErased = person.customer.state === 'erased';
        return { name: nameOf(person, subject), counts: counts!, holds: [...openOrders(person), ...asked], isErased };
      });
    },

    /**
     * Erases a customer with all its people, or one of them. `name` is typed by whoever does it. Refuses while orders or
     * plugins hold the customer, and says which. Again answers the same.
     */
    async erase(
      call: Caller,
      { name, ...subject }: Subject & { readonly name: string },
    ): Promise<{ readonly erased: true }> {
      const tenant = call.shop.tenant.id;
      const asked = await holdsOfPlugins(call, subject);
      const files = await database.withTenant(tenant).converse(async (transaction) => {
        const person = await readPerson(transaction, tenant, subject, true);
        if (await wasErased(transaction, tenant, subject, person)) return [];
        const found = known(person);
        if (nameOf(found, subject) !== name) throw new PlatformError(errors['erase.other-name']);
        const holds = [...openOrders(found), ...asked];
        if (holds.length > 0) throw new PlatformError(errors['erase.held'], {}, { details: { holds } });
        await eraseRows(transaction, call, subject, found);
        return found.own.files;
      });
      await removeFiles(tenant, files);
      return { erased: true };
    },
  };

  async function eraseRows(transaction: Conversation, call: Caller, subject: Subject, person: Person): Promise<void> {
    const tenant = call.shop.tenant.id;
    const house = subject.contact === null ? person.own : await readHouse(transaction, tenant, subject.customer);
    const own = { ...person.own, tenant, pattern: person.pattern, content: placesOf(fieldsOf(call)) };
    const around = { ...house, tenant, pattern: person.pattern, content: null };
    const isPart = subject.contact !== null;
    const [[counts], colleagues, , , [jobs]] = await transaction.run(
      countBelongings({ ...person.own, tenant }),
      // Those of the person are final.
      store.openOrdersNaming({ tenant, pattern: person.pattern, orders: house.orders, gone: person.own.files }),
      store.becomePlatform({}),
      store.nameShop({ tenant }),
      store.jobsThere({}),
    );
    const ids = [...house.customers, ...house.contacts, ...house.orders, ...house.requests, ...house.files];
    const calls = [
      ...(isPart ? history.cleanAround.map((make) => make(around)) : []),
      ...history.clean.map((make) => make(own)),
      store.cleanAudit({ ...own, house: ids }),
      ...(jobs?.there ? [store.cleanJobs(own)] : []),
      store.becomeShop({ tenant }),
      ...others.clean.map((make) => make(own)),
      ...others.empty.map((make) => make(own)),
      store.shortenSearch(own),
      store.forgetSenders(own),
      store.endInvitations(own),
      store.endExports(own),
      ...others.remove.map((make) => make(own)),
      store.dropRequests(own),
      store.closeCustomer(own),
      // After what is the person's own: a recipient without a name is found no more.
      ...(isPart ? others.cleanAround.map((make) => make(around)) : []),
      ...retold({ shop: call.shop, newId, now: call.now }, colleagues),
      store.recordErasure({
        tenant,
        auditId: newId(call.now),
        now: call.now,
        by: byActor(call.actor),
        type: isPart ? 'contact' : 'customer',
        id: subject.contact ?? subject.customer,
        counts: json({ ...counts, customer: subject.customer }),
      }),
    ];
    await transaction.run(...calls);
  }
}

/** The core's own, and those of plugins; one that cannot be asked holds the customer too. */
async function holdsOfPlugins(call: Caller, { customer, contact }: Subject): Promise<readonly Hold[]> {
  if (contact !== null) return [];
  const { answers, partial } = await call.shop.hooks.gather(hooks.holds, { customerId: customer }, call);
  const unknown: readonly Hold[] = partial ? [{ label: 'admin.privacy.hold.unknown' }] : [];
  return [...answers.flatMap(({ value }) => value), ...unknown];
}

function openOrders({ orders }: Person): readonly Hold[] {
  const open = orders.filter(({ final }) => !final).map(orderLabel);
  if (open.length === 0) return [];
  const numbers = open.slice(0, namedOrders).join(', ');
  return [{ label: 'admin.privacy.hold.orders', values: { count: open.length, numbers } }];
}

async function wasErased(
  transaction: Conversation,
  tenant: string,
  { contact, customer }: Subject,
  person: Person | undefined,
): Promise<boolean> {
  if (contact === null) return person?.customer.state === 'erased';
  if (person) return false;
  const [[before]] = await transaction.run(store.erasedBefore({ tenant, customer, contact }));
  return before !== undefined;
}

const nameOf = ({ customer, people }: Person, { contact }: Subject): string =>
  contact === null ? customer.name : people[0]!.name;

const fieldsOf = ({ shop }: Caller) => [...shop.kinds.values()].flatMap(({ kind }) => kind.fields);

function known(person: Person | undefined): Person {
  if (!person) throw new PlatformError(errors['not-found']);
  return person;
}

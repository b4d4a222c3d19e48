import { PlatformError } from '@docket/sdk';
import { countHits, limitOf, maskedEmail, refuseBeyond, type Caller } from '../access/access.ts';
import { byActor } from '../audit/audit.ts';
import { contactsOf, type ContactRow, type Customers } from '../customers/customers.ts';
import { errors } from '../errors.ts';
import type { Conversation, Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { aboutForwarded, queueMail } from '../notices/notices.ts';
import type { Shop } from '../tenants/tenants.ts';
import {
  canAnswer,
  isAsked,
  judgeForward,
  mayForward,
  rightsToAnswer,
  type Forwardable,
  type ForwardRefusal,
} from './forwarding-rules.ts';
import { refusalOf } from './judging.ts';
import { standingOf } from './shown.ts';
import * as store from './store.ts';
import { holdOrders } from './store-deciding.ts';
import { forwardQuestion, toldBefore } from './store-forwarding.ts';

/** Whom a question goes to: a person of the customer, or somebody by name and address. */
export type Recipient = { readonly contact: string } | { readonly name: string; readonly email: string };

/** A question on its way to a colleague; a note of at most 500 characters. */
export interface Forward {
  readonly approval: string;
  readonly to: Recipient;
  readonly note: string;
}

/** Who is asked, and the number of the order that it is about. */
export interface Forwarded {
  readonly name: string;
  readonly number: number;
}

/** Whom a contact may forward a question to. */
export interface Colleagues {
  /** Who may answer it and is not asked yet. Addresses are whole for those alone who may let people in. */
  readonly colleagues: readonly Pick<ContactRow, 'id' | 'name' | 'email'>[];
  /** True for whoever may let somebody else in. */
  readonly mayLetIn: boolean;
  /** Names of those who may, where it is somebody else. */
  readonly managers: readonly string[];
}

export interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly customers: Pick<Customers, 'letIn'>;
  /** Prefix of a shop's addresses, without a slash at the end: from the configuration, never from a request. */
  readonly urlOf: (shop: Shop) => Promise<string>;
  /** Wakes the sending of mails after a commit. */
  readonly wakeMails: () => void;
  /** What a contact sees, as of every question. */
  readonly seeing: (call: Caller) => store.Seeing;
}

/** A question with all that decides who may forward it to whom. */
interface Looked {
  readonly row: store.QuestionRow;
  readonly question: Forwardable;
  readonly people: readonly ContactRow[];
}

/** Forwarding: a contact who is to answer a question asks a colleague to. */
export function createForwarding({ database, newId, customers, urlOf, wakeMails, seeing }: Dependencies) {
  const tables = ({ shop }: Caller) => database.withTenant(shop.tenant.id);

  return {
    /** The question, and whom it may go to. Refuses one that cannot be forwarded, as `forward` does. */
    async of(call: Caller, id: string): Promise<Colleagues & { readonly row: store.QuestionRow }> {
      const looked = await look(tables(call), call, id);
      refuse(call, looked, mayForward(looked.question));
      const { row, question, people } = looked;
      const mayLetIn = isManager(call);
      const isFree = (one: ContactRow): boolean =>
        one.id !== question.me && canAnswer(question, one) && !isAsked(question, one);
      const colleagues = people.filter(isFree).map(({ id: contact, name, email }) => ({
        id: contact,
        name,
        email: mayLetIn ? email : maskedEmail(email),
      }));
      return { row, colleagues, mayLetIn, managers: mayLetIn ? [] : managersOf(people) };
    },

    /**
     * Asks a colleague to answer, by mail, and writes that down; the same again is told once. Where people are named who answer, the
     * colleague takes the place of whoever forwards it. Somebody who may not answer yet is let in by whoever manages people and has
     * proven the address of late. Refuses `approval.void`, `approval.decided`, `approval.not-named`, `approval.asked-already`,
     * `approval.no-colleague` with who may let people in, `proof.needed`, and what `customers.letIn` refuses.
     */
    async forward(call: Caller, { approval, to, note }: Forward): Promise<Forwarded> {
      const limits = limitsOf(call, seeing(call).contact);
      const [hits] = await tables(call).run(countHits(call.shop.tenant.id, limits, call.now));
      refuseBeyond(limits, hits, call.now);
      const url = await urlOf(call.shop);
      const forwarded = await tables(call).converse(async (transaction) => {
        const before = await look(transaction, call, approval);
        await letInWhoMayNot(transaction, call, before, to);
        await transaction.run(holdOrders({ orders: [before.row.order_id] }));
        // Whoever was faster has answered it, or asked the same colleague.
        const looked = await look(transaction, call, approval);
        const colleague = personIn(looked.people, to);
        if (!colleague) throw new PlatformError(errors['not-found']);
        const judgement = judgeForward(looked.question, colleague.id);
        if (judgement !== 'stands') {
          refuse(call, looked, judgement, colleague.name);
          await write(transaction, call, looked, { colleague, note, url });
        }
        return { name: colleague.name, number: looked.row.number };
      });
      wakeMails();
      return forwarded;
    },
  };

  async function look(transaction: Conversation, call: Caller, id: string): Promise<Looked> {
    const own = seeing(call);
    const me = own.contact;
    const [[row], [told], people] = await transaction.run(
      store.byIds({ ...own, ids: [id] }),
      toldBefore({ id, me }),
      contactsOf({ customer: own.customer }),
    );
    if (!row || !told) throw new PlatformError(errors['not-found']);
    const question = { ...standingOf(row), sight: row.sight, me, toldBefore: told.contacts };
    return { row, question, people };
  }

  /** Lets somebody in who may not answer, or is not there yet; only whoever manages people may. */
  async function letInWhoMayNot(transaction: Conversation, call: Caller, looked: Looked, to: Recipient): Promise<void> {
    const { question, people } = looked;
    const found = personIn(people, to);
    if (found && canAnswer(question, found)) return;
    refuse(call, looked, mayForward(question));
    const wanted = found ?? ('email' in to ? to : undefined);
    if (!wanted) throw new PlatformError(errors['not-found']);
    const { name, email } = wanted;
    // Whoever typed an address is not told whose it is.
    if (!isManager(call)) throw noColleague('email' in to ? to.name : name, managersOf(people));
    if (!call.isFresh) throw new PlatformError(errors['proof.needed']);
    const { customer } = seeing(call);
    await customers.letIn(transaction, call, { customer, name, email, rights: rightsToAnswer(question) });
  }

  async function write(
    transaction: Conversation,
    call: Caller,
    { row, question: { me }, people }: Looked,
    { colleague, note, url }: { readonly colleague: ContactRow; readonly note: string; readonly url: string },
  ): Promise<void> {
    const { now, shop, actor } = call;
    const entryId = newId(now);
    const who = people.find(({ id }) => id === me)?.name ?? '';
    const named = { id: row.id, me, colleague: colleague.id, who, whom: colleague.name };
    const isProven = colleague.verified_at !== null;
    const mail = aboutForwarded({ ...row, who, note, colleague: { ...colleague, isProven } }, url);
    await transaction.run(
      forwardQuestion({ ...named, by: byActor(actor), now, entryId, auditId: newId(now) }),
      queueMail({
        ...mail,
        tenant: shop.tenant.id,
        id: newId(now),
        subjectType: 'forwarding',
        subjectId: entryId,
        now,
      }),
    );
  }

  function refuse(
    call: Caller,
    { row, question: { me } }: Looked,
    judged: ForwardRefusal | 'yes' | 'forwards',
    whom = '',
  ): void {
    if (judged === 'yes' || judged === 'forwards') return;
    if (judged === 'approval.asked-already') throw new PlatformError(errors[judged], { whom });
    throw refusalOf(judged, row, call.actor, me);
  }
}

const limitsOf = ({ shop }: Caller, contact: string) => [
  limitOf(shop, 'forwardsPerContact', contact),
  limitOf(shop, 'forwardsPerShop'),
];

const isManager = ({ actor }: Caller): boolean => actor.type === 'contact' && actor.rights.includes('contacts');

const managersOf = (people: readonly ContactRow[]): readonly string[] =>
  people.filter(({ rights }) => rights.includes('contacts')).map(({ name }) => name);

const personIn = (people: readonly ContactRow[], to: Recipient): ContactRow | undefined =>
  people.find((person) =>
    'contact' in to ? person.id === to.contact : person.email.toLowerCase() === to.email.toLowerCase(),
  );

/** Says who may let people in: some of them, where they are many. */
function noColleague(whom: string, managers: readonly string[]): PlatformError {
  const people = managers.slice(0, namedManagers).join(', ');
  return new PlatformError(errors['approval.no-colleague'], { whom, people, count: managers.length });
}

const namedManagers = 3;

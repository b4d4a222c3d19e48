import { PlatformError, type Json } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { byActor } from '../audit/audit.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json } from '../kernel/statement.ts';
import {
  channelsOf,
  contactKinds,
  mailing,
  staffKinds,
  unchosen,
  type Choice,
  type Choices,
  type ContactKind,
} from './kinds.ts';
import type { StopLinks } from './stop-links.ts';
import * as store from './store-choices.ts';

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly stopLinks: StopLinks;
}

/** How somebody is told of one kind. */
export interface Chosen {
  readonly kind: string;
  readonly choice: Choice;
}

/** Who stands in for a staff member on which days of the shop, `YYYY-MM-DD`, both included; null for none. */
export interface StandIn {
  readonly backup: string | null;
  readonly from: string | null;
  readonly until: string | null;
}

/** A mail that a link stops. */
export interface Stopped {
  readonly kind: string;
  /** Whether such mails come now. */
  readonly wanted: boolean;
}

/** What people chose to be told, each for itself, and who stands in for whom. */
export type NoticeChoices = ReturnType<typeof createChoices>;

export function createChoices({ database, newId, stopLinks }: Dependencies) {
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);

  return {
    /** Of staff: the kinds that their permissions cover. Of contacts: what the shop sends and they can do without. */
    async mine(call: Caller): Promise<readonly Chosen[]> {
      const { person, id } = whoOf(call);
      const [[row]] = await tables(call).run(store.choicesOf[person]({ id }));
      return kindsOf(call).map((kind) => ({ kind, choice: choiceIn(row?.notices ?? {}, person, kind) }));
    },

    /** Keeps choices of the caller. Kinds that are not for the caller are refused like unknown ones. */
    async choose(call: Caller, chosen: Readonly<Record<string, Choice>>): Promise<void> {
      const kinds = kindsOf(call);
      if (Object.keys(chosen).some((kind) => !kinds.includes(kind))) throw new PlatformError(errors['not-found']);
      await keep(call, whoOf(call), chosen);
    },

    /** Who stands in for the caller, and who else could. */
    async standIn(call: Caller) {
      const [[row]] = await tables(call).run(store.standInOf({ staff: whoOf(call).id }));
      const { backup_id: backup, away_from: from, away_until: until, others } = row!;
      return { backup, from, until, others };
    },

    /** Keeps it. Somebody of another shop is refused like somebody unknown. */
    async saveStandIn(call: Caller, wanted: StandIn): Promise<void> {
      const stamp = { by: byActor(call.actor), auditId: newId(call.now), now: call.now };
      const [[row]] = await tables(call).run(store.saveStandIn({ ...wanted, ...stamp, staff: whoOf(call).id }));
      if (!row) throw new PlatformError(errors['not-found']);
    },

    /** What a link would stop; changes nothing. */
    async stopping(call: Caller, token: string): Promise<Stopped> {
      const { person, kind, notices } = await opened(call, token);
      return { kind, wanted: channelsOf(choiceIn(notices, person, kind)).includes('mail') };
    },

    /** Stops the mails of a link, or has them sent again: the link stands for its owner, who need not sign in. */
    async stopMails(call: Caller, token: string, wanted: boolean): Promise<void> {
      const { person, id, kind, notices } = await opened(call, token);
      const actor = { type: person, id } as Caller['actor'];
      await keep({ ...call, actor }, { person, id }, { [kind]: mailing(choiceIn(notices, person, kind), wanted) });
    },
  };

  async function keep(call: Caller, { person, id }: Who, chosen: Readonly<Record<string, Choice>>): Promise<void> {
    const stamp = { by: byActor(call.actor), auditId: newId(call.now), now: call.now };
    const [[row]] = await tables(call).run(store.choose[person]({ id, chosen: json(chosen), ...stamp }));
    if (!row) throw new PlatformError(errors['link.gone']);
  }

  async function opened(call: Caller, token: string) {
    const stop = stopLinks.read(call.shop.tenant.id, token);
    if (!stop) throw new PlatformError(errors['link.gone']);
    const [[row]] = await tables(call).run(store.choicesOf[stop.person]({ id: stop.id }));
    if (!row) throw new PlatformError(errors['link.gone']);
    return { ...stop, notices: row.notices };
  }
}

interface Who {
  readonly person: store.Person;
  readonly id: string;
}

const choiceIn = (notices: Choices, person: store.Person, kind: string): Choice => notices[kind] ?? unchosen[person];

function whoOf({ actor }: Caller): Who {
  if (actor.type === 'staff' || actor.type === 'contact') return { person: actor.type, id: actor.id };
  // Who looks into a shop is told nothing there.
  throw new PlatformError(errors[actor.type === 'operator' ? 'right.missing' : 'sign-in.needed']);
}

/** Whether the shop sends such mails at all. */
const isSent: Readonly<Record<ContactKind, (ofCore: Readonly<Record<string, Json>>) => boolean>> = {
  progress: ({ progressMails }) => progressMails === true,
  reminder: ({ remindAtMost }) => Number(remindAtMost) > 0,
};

function kindsOf({ actor, shop }: Caller): readonly string[] {
  if (actor.type !== 'staff') return contactKinds.filter((kind) => isSent[kind](shop.settingsOf('core')));
  return staffKinds.filter(({ permission }) => actor.permissions.includes(permission)).map(({ id }) => id);
}

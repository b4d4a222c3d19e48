import { mostApprovers, type Approver, type ApproverRule, type Issue } from '@docket/sdk';
import { addDays, Notes, readDay, type Day } from '@docket/sdk/content';

/** Whose answer is waited for, and until when. No part of what is agreed to. */
export interface Expected {
  /** Contacts, at least one; null where whoever may approve answers. */
  readonly approvers: { readonly rule: ApproverRule; readonly contacts: readonly string[] } | null;
  /** At the shop; null where no day was named. */
  readonly due: Day | null;
}

/** How staff say who answers. */
export const answering = ['whoever', 'any', 'all'] as const;
export type Answering = (typeof answering)[number];

/** Whose answers a shop waits for unless staff say otherwise: of whoever comes first, or of everybody who may approve. */
export const approverWays = ['any', 'all'] as const;

/** What a shop has set. `answerWithinDays` 0: no day is named. */
interface Usual {
  readonly approvers: (typeof approverWays)[number];
  readonly answerWithinDays: number;
}

/** When it is asked, and who of the customer may approve then. */
export interface Present {
  readonly today: Day;
  readonly people: readonly Approver[];
}

/** As the shop asks unless staff say otherwise. Where nobody may approve yet, whoever may by then answers. */
export function usuallyExpected({ approvers, answerWithinDays }: Usual, { today, people }: Present): Expected {
  const isEverybody = approvers === 'all' && people.length > 0;
  return {
    approvers: isEverybody ? { rule: 'all', contacts: people.map(({ id }) => id) } : null,
    due: answerWithinDays === 0 ? null : addDays(today, answerWithinDays),
  };
}

/** A form as it was typed; what it does not say is as usual. */
export interface TypedExpected {
  readonly rule?: Answering | undefined;
  readonly contacts: readonly string[];
  readonly due?: string | undefined;
}

/** What was typed, or what is wrong with it. */
export type ReadExpected = { readonly expected: Expected } | { readonly issues: readonly Issue[] };

/**
 * Reads who answers and by when. Refused are nobody, somebody who may not approve, more people than can be asked, and a day that
 * has passed or is none.
 */
export function readExpected({ rule, contacts, due }: TypedExpected, usual: Expected, present: Present): ReadExpected {
  const notes = new Notes<'nobody-chosen' | 'approver-unfit' | 'approvers-many' | 'due-unread' | 'due-past'>('proofs');
  const chosen = [...new Set(contacts)];
  if (rule === 'any' || rule === 'all') {
    if (chosen.length === 0) notes.refuse('contacts', 'nobody-chosen');
    if (!chosen.every((id) => isAmong(present.people, id))) notes.refuse('contacts', 'approver-unfit');
  }
  const approvers = rule === undefined ? usual.approvers : rule === 'whoever' ? null : { rule, contacts: chosen };
  if (approvers && approvers.contacts.length > mostApprovers)
    notes.refuse('contacts', 'approvers-many', { most: mostApprovers, count: approvers.contacts.length });
  const typed = due?.trim();
  const day = typed ? readDay(typed) : undefined;
  if (typed && day === undefined) notes.refuse('due', 'due-unread');
  if (day !== undefined && day < present.today) notes.refuse('due', 'due-past');
  if (notes.refusals > 0) return { issues: notes.issues };
  return {
    expected: {
      approvers,
      due: typed === undefined ? usual.due : (day ?? null),
    },
  };
}

/**
 * What is expected of whoever is asked again: the same of the same people, by a day as far away as it was. Who may not approve any
 * more is left out; nothing where nobody is left: whom to ask instead is for staff to say, and never for everybody by itself.
 */
export function expectedAgain(
  { approvers, due }: Expected,
  askedOn: Day,
  { today, people }: Present,
): Expected | undefined {
  const left = (approvers?.contacts ?? []).filter((id) => isAmong(people, id));
  if (approvers && left.length === 0) return undefined;
  return {
    approvers: approvers && { rule: approvers.rule, contacts: left },
    due: due && addDays(today, Math.max(daysBetween(askedOn, due), 0)),
  };
}

const isAmong = (people: readonly Approver[], id: string): boolean => people.some((one) => one.id === id);

const milliseconds = 86_400_000;

const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / milliseconds);

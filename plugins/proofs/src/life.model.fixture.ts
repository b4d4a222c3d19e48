import type { Standing } from './rules/shown.ts';
import type { Made, Wanted } from './shop.fixture.ts';

const workIds = ['g1.i1', 'g1.i2'] as const;
export const [front, back] = workIds;
export type WorkId = (typeof workIds)[number];

/** Who may be asked. */
export type Person = 'sarah' | 'bob';
const names: Readonly<Record<Person, string>> = { sarah: 'Sarah', bob: 'Bob' };

const states = { approve: 'approved', revise: 'revision', decline: 'declined' } as const;
export type Answer = keyof typeof states;

/** What of an order matters here: how many, in which colour, on which places, a remark, and the artwork of its first print. */
export type Ordered = Required<Pick<Wanted, 'sizes' | 'colorway' | 'prints' | 'note' | 'files'>>;

/** What was asked of a work last. */
export interface AskedOnce {
  readonly mockup: number;
  readonly terms: string;
  /** The work as it was, everything that is made and everything that is seen of it. */
  readonly made: string;
  readonly looks: string;
  state: 'open' | 'approved' | 'revision' | 'declined' | 'void';
  /** Who has to approve, all of them; nobody is named where whoever may does. */
  readonly named: readonly Person[];
  /** Of those, who has. */
  readonly agreed: Person[];
}

/** A work of the order, whether it is made now or not. */
export interface KnownWork {
  readonly id: WorkId;
  /** Numbers of the mockups that are there, and how many ever were. */
  readonly mockups: number[];
  given: number;
  asked: AskedOnce | undefined;
}

/** The life of one order as it should be, known without asking the shop. */
export interface Life {
  readonly made: Made;
  ordered: Ordered;
  terms: string;
  isCancelled: boolean;
  readonly works: Record<string, KnownWork>;
  /** How often production was open, and how often it was closed. */
  readonly tried: { open: number; closed: number };
}

/** The life of an order that is just made. */
export const bornOf = (made: Made, ordered: Ordered, tried: Life['tried']): Life => ({
  made,
  ordered,
  terms: '',
  isCancelled: false,
  works: Object.fromEntries(workIds.map((id) => [id, { id, mockups: [], given: 0, asked: undefined }])),
  tried,
});

/** Whether the order asks for this work now. */
export const isMade = ({ ordered }: Life, work: string): boolean =>
  ordered.prints.some((print) => work === `g1.${print}`);

/** Ids of the works that are made now, in the sequence of the order. */
export const madeWorks = (life: Life): readonly WorkId[] => workIds.filter((id) => isMade(life, id));

const looksOf = ({ ordered: { colorway, files } }: Life, { id }: KnownWork): string =>
  JSON.stringify([colorway, id === front ? files : []]);

/** Everything that is made of it. */
export const madeNow = (life: Life, work: KnownWork): string =>
  JSON.stringify([life.ordered.sizes, life.ordered.note, looksOf(life, work)]);

/** Whether what was asked last is to the letter what is made now: the work, the newest mockup. */
const isCurrent = (life: Life, work: KnownWork): boolean =>
  work.asked !== undefined && work.asked.made === madeNow(life, work) && work.asked.mockup === work.mockups.at(-1);

/** Where its mockups stand. */
export function standingOf(life: Life, work: KnownWork): Standing {
  const [newest, { asked }] = [work.mockups.at(-1), work];
  if (newest === undefined) return 'none';
  if (!asked || newest > asked.mockup) return 'ready';
  if (asked.state === 'revision' || asked.state === 'declined') return asked.state;
  if (asked.state === 'void' || !isCurrent(life, work)) return 'void';
  return asked.state === 'open' ? 'waiting' : 'approved';
}

/** Why it is not sent; nothing where it is. */
export function obstacleTo(life: Life, work: KnownWork): string | undefined {
  const standing = standingOf(life, work);
  if (life.isCancelled) return 'proofs.over';
  if (standing === 'none') return 'proofs.no-mockup';
  if (standing === 'ready') return undefined;
  if (standing === 'waiting' || standing === 'approved') return 'proofs.asked-already';
  if (work.asked?.looks !== looksOf(life, work)) return 'proofs.needs-new';
  return standing === 'void' || !isCurrent(life, work) ? undefined : 'proofs.needs-new';
}

/** A question about this mockup of it as all is now. */
export const asks = (life: Life, work: KnownWork, mockup: number, named: readonly Person[] = []): AskedOnce => ({
  named,
  agreed: [],
  mockup,
  terms: life.terms,
  made: madeNow(life, work),
  looks: looksOf(life, work),
  state: 'open',
});

/** What was asked and may end: open or approved. */
export const holding = ({ asked }: KnownWork): AskedOnce | undefined =>
  asked?.state === 'open' || asked?.state === 'approved' ? asked : undefined;

/** What follows from another order. */
export function follows(life: Life): void {
  for (const [id, work] of Object.entries(life.works)) {
    const asked = holding(work);
    if (!asked) continue;
    if (life.isCancelled) asked.state = asked.state === 'open' ? 'void' : asked.state;
    else if (!isMade(life, id)) asked.state = 'void';
    else if (isCurrent(life, work)) continue;
    else if (asked.looks === looksOf(life, work)) work.asked = asks(life, work, asked.mockup, asked.named);
    else asked.state = 'void';
  }
}

/** Production is open exactly then. */
export const isAllApproved = (life: Life): boolean =>
  madeWorks(life).every((id) => standingOf(life, life.works[id]!) === 'approved');

/** Each says it once, and only who is asked. */
export const isAsked = (life: Life, known: KnownWork, who: Person): boolean =>
  standingOf(life, known) === 'waiting' &&
  !known.asked!.agreed.includes(who) &&
  (known.asked!.named.length === 0 || known.asked!.named.includes(who));

/** All who are named have to agree; one of them is enough to want something else. */
export function counts(asked: AskedOnce, choice: Answer, who: Person): void {
  if (choice === 'approve') asked.agreed.push(who);
  const isShort = asked.named.some((one) => !asked.agreed.includes(one));
  if (choice !== 'approve' || !isShort) asked.state = states[choice];
}

/** Names of those whose answer is missing. */
export const missingTo = ({ named, agreed }: AskedOnce): readonly string[] =>
  named.filter((who) => !agreed.includes(who)).map((who) => names[who]);

/** The order with this change. */
export const becomes = (life: Life, change: Partial<Ordered>): Ordered => ({ ...life.ordered, ...change });

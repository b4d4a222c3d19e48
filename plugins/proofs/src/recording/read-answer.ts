import {
  type Approver,
  type AskedPerson,
  Choice,
  type Decision,
  type OfflineAnswer,
  OfflineWay,
  PlatformError,
} from '@docket/sdk';
import { withoutUnseen } from '@docket/sdk/content';
import { instantOf } from '@docket/sdk/moments';
import * as z from 'zod';
import { errors } from '../errors.ts';
import type { Round } from '../rules/proof.ts';

const text = z
  .string()
  .max(20_000)
  .default('')
  .transform((typed) => withoutUnseen(typed).trim());

/** Letters of what was said, and of a name. */
const [mostWords, mostName] = [2000, 120];

/** An answer that was given outside of the portal, as staff type it. */
export const typedAnswer = {
  way: OfflineWay,
  /** The contact who answered; empty for somebody else, who has a `name` then. */
  contact: z.union([z.uuid(), z.literal('')]).default(''),
  name: text,
  /** By the clock of the shop: `2026-06-16T09:30`. */
  at: z.string().max(40).default(''),
  choice: Choice,
  reason: text,
  ticked: z.array(z.string().max(40)).max(20).default([]),
};

export type TypedAnswer = z.infer<z.ZodObject<typeof typedAnswer>>;

/** What an answer is read against. */
interface Answering {
  /** The round that it answers. */
  readonly round: Pick<Round, 'sentAt' | 'ticks'>;
  /** Who of the customer may approve. */
  readonly people: readonly Approver[];
  /** Whose answer is asked for; null where nobody is named. */
  readonly asked: readonly AskedPerson[] | null;
  readonly now: Date;
  /** IANA zone of the shop. */
  readonly zone: string;
}

/** Who gave which answer, when and by which way; what proves it is not in it. Refuses what cannot be one, and says what is missing. */
export function readAnswer(
  typed: TypedAnswer,
  answering: Answering,
): { readonly decision: Decision; readonly offline: Omit<OfflineAnswer, 'evidence'> } {
  const decision = decisionOf(typed, answering);
  return { decision, offline: { way: typed.way, ...whoOf(typed, answering), at: momentOf(typed, answering) } };
}

function decisionOf({ choice, reason, ticked }: TypedAnswer, { round }: Answering): Decision {
  if (reason.length > mostWords) throw new PlatformError(errors['proofs.words-long'], { most: mostWords });
  if (choice !== 'approve') {
    if (reason === '') throw new PlatformError(errors['proofs.words-missing']);
    return { choice, reason };
  }
  const missing = round.ticks.filter((tick) => !ticked.includes(tick));
  if (missing.length > 0) throw new PlatformError(errors['proofs.unconfirmed'], { count: missing.length });
  return { choice, ...(reason !== '' && { reason }), ...(round.ticks.length > 0 && { ticked: [...round.ticks] }) };
}

/** Where people are named, one of them whose answer is missing; else anybody who may approve, or somebody whom the shop knows by name. */
function whoOf(
  { contact: id, name }: TypedAnswer,
  { asked, people }: Answering,
): Pick<OfflineAnswer, 'name' | 'contact'> {
  if (id !== '') {
    const person = people.find((one) => one.id === id);
    const isOwed = asked?.some((one) => one.id === id && one.isMissing) ?? true;
    if (!person || !isOwed) throw new PlatformError(errors['proofs.not-asked']);
    return { name: person.name, contact: id };
  }
  if (asked) throw new PlatformError(errors['proofs.not-asked']);
  if (name === '' || name.length > mostName) throw new PlatformError(errors['proofs.who-missing'], { most: mostName });
  return { name };
}

/** A minute, in milliseconds: moments are typed without seconds. */
const minute = 60_000;

/** What was said before it was asked was said of something else. */
function momentOf({ at }: TypedAnswer, { round: { sentAt }, now, zone }: Answering): string {
  const instant = instantOf(at, zone);
  if (instant === undefined || Date.parse(instant) > now.getTime())
    throw new PlatformError(errors['proofs.when-unfit']);
  if (Date.parse(instant) + minute <= Date.parse(sentAt)) throw new PlatformError(errors['proofs.when-early']);
  return instant;
}

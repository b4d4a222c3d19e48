import { proceduresOf, type FoundProcedure } from '@docket/core/testing';
import { callOf } from './asking.ts';
import type { Classified } from './classifying.ts';
import type { Plugins } from './plugins.ts';
import { classifiedOf, nameOf } from './procedures.ts';
import { closedTo, mayReach } from './rules.ts';
import {
  allowed,
  isRefusal,
  refuse,
  variants,
  type About,
  type Expected,
  type Subject,
  type Variant,
} from './subject.ts';

/** What no input has: nobody chooses tenant, customer, price or status by a body. */
const smuggled = {
  tenantId: '0190a000-0000-7000-8000-00000000dead',
  customerId: '0190a000-0000-7000-8000-00000000dead',
  status: 'approved',
  price: 0,
  assignee: 'me',
} as const;

/** Every procedure that there is and has a row. What has none is named by `faultsOfTable`. */
export function procedureSubjects(plugins: Plugins): readonly Subject[] {
  const table = classifiedOf(plugins);
  return proceduresOf(plugins).flatMap((one) => {
    const known = table[nameOf(one)];
    return known ? [subjectOf(one, known)] : [];
  });
}

const subjectOf = (one: FoundProcedure, known: Classified): Subject => ({
  name: nameOf(one),
  ...(known.thing && { kind: known.thing.kind }),
  variants: variantsOf(known),
  expected: (about) => inPreview(one, about) ?? expectedOf(one, known, about),
  asked: (variant, value, word) => callOf(one, inputOf(known, variant, value, word)),
  spends: known.spends ?? false,
  endsSession: known.endsSession ?? false,
  isSlow: known.hashes ?? false,
  hides: (about) => inPreview(one, about) !== undefined || isHeldBack(one, known, about),
  mustChangeNothing: (about) => about.actor.below !== undefined || isHeldBack(one, known, about),
});

/** Below `/preview` there is no door but the customers', and nothing is changed: whoever asks, whatever is asked. */
function inPreview({ door, type }: FoundProcedure, { actor }: About): Expected | undefined {
  if (actor.below === undefined) return undefined;
  if (door !== 'portal') return refuse(404, 'not-found');
  return type === 'mutation' ? refuse(403, 'preview.read-only') : undefined;
}

function variantsOf({ thing }: Classified): readonly Variant[] {
  if (!thing) return ['as it should be', 'with a smuggled field'];
  // Every text is the form of a slug.
  const named = variants.filter((variant) => variant !== 'malformed' || thing.kind !== 'slug');
  return [...named, 'with a smuggled field', ...(thing.all ? (['none at all'] as const) : [])];
}

const ill: ReadonlySet<Variant> = new Set(['malformed', 'with a smuggled field', 'none at all']);

/** Form, then gate, then whose it is, then what else is asked. */
function expectedOf({ type }: FoundProcedure, known: Classified, { actor, variant, holder }: About): Expected {
  const { gate, thing, contactNeeds: needed } = known;
  if (ill.has(variant)) return refuse(400, 'input.malformed');
  const closed = closedTo(gate, actor, type === 'mutation');
  if (closed) return closed;
  if (known.isOwn && actor.isLooking) return refuse(403, 'right.missing');
  if (thing && gate.door !== 'operator' && !known.passesOver && !mayReach(gate.door, thing.kind, actor, holder))
    return refuse(404, 'not-found');
  if (known.staffNeeds !== undefined && actor.permissions && !actor.permissions.includes(known.staffNeeds))
    return refuse(404, 'not-found');
  if (needed !== undefined && actor.rights && !actor.rights.includes(needed)) return refuse(403, 'right.missing');
  return known.endsIn ? refuse(known.endsIn.status, known.endsIn.code) : allowed;
}

const isHeldBack = (one: FoundProcedure, known: Classified, about: About): boolean =>
  known.passesOver ? isPassedOver(one, known, about) : !known.endsIn && isRefusal(expectedOf(one, known, about));

/** Refused, or about what is not the caller's: it is passed over, and nothing changes either. */
const isPassedOver = (one: FoundProcedure, known: Classified, about: About): boolean =>
  isRefusal(expectedOf(one, known, about)) ||
  !mayReach(known.gate.door as Parameters<typeof mayReach>[0], known.thing!.kind, about.actor, about.holder);

function inputOf(known: Classified, variant: Variant, value: string | number, word: string): unknown {
  const { thing, input = () => ({}) } = known;
  const rest = { ...input(word), ...(variant === 'with a smuggled field' && smuggled) };
  if (!thing) return rest;
  if (thing.with !== undefined) return { ...rest, ...bothOf(thing.with, thing.field, String(value)) };
  const list = variant === 'none at all' ? [] : [thing.as ? thing.as(value) : value];
  return { ...rest, [thing.field]: thing.all ? list : value };
}

/** Two values that name a thing together; what has no form has it in neither. */
function bothOf(first: string, second: string, value: string) {
  const [one, other = one] = value.split('/');
  return { [first]: one, [second]: other };
}

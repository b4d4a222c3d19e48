import type { FoundProcedure } from '@docket/core/testing';
import type { Actor } from './actors.ts';
import { refuse, type Expected } from './subject.ts';
import type { ThingKind } from './things.ts';
import type { Person } from './world.ts';

/** Who may come in: to a shop, or to operators. */
export type Gate = FoundProcedure['gate'];

/** The refusal of a gate; undefined where it opens. */
export function closedTo(
  gate: Gate,
  { rights, permissions, isOperator, isHalfway, isLooking = false, isProven = true, isMatched }: Actor,
  isWrite = false,
): Expected | undefined {
  if (isMatched && (gate.door === 'portal' || gate.door === 'open'))
    return gate.matched ? undefined : refuse(401, 'proof.needed');
  if (gate.door === 'open') return undefined;
  if (gate.door === 'operator') return closedToOperators(gate, isOperator, isHalfway);
  // Nobody here is a program: no session, of whomever, opens its door.
  if (gate.door === 'api') return refuse(401, 'key.refused');
  const held = gate.door === 'staff' ? permissions : rights;
  if (!held) return refuse(401, 'sign-in.needed');
  if (isLooking && gate.door === 'staff') return closedToLook(gate, held, isWrite);
  const needed = gate.door === 'staff' ? gate.permission : gate.right;
  if (needed !== undefined && !held.includes(needed)) return refuse(403, 'right.missing');
  return gate.fresh && !isProven ? refuse(401, 'proof.needed') : undefined;
}

function closedToOperators(
  { open, halfway }: Extract<Gate, { door: 'operator' }>,
  isOperator = false,
  isHalfway = false,
): Expected | undefined {
  if (open || isOperator || (halfway && isHalfway)) return undefined;
  return isHalfway ? refuse(403, 'factor.due') : refuse(401, 'sign-in.needed');
}

/** Who looks into the shop changes nothing, and has nothing of the own. */
function closedToLook(
  { permission, looking }: Extract<Gate, { door: 'staff' }>,
  held: readonly string[],
  isWrite: boolean,
): Expected | undefined {
  if (looking) return undefined;
  if (isWrite) return refuse(403, 'look.read-only');
  return permission !== undefined && held.includes(permission) ? undefined : refuse(403, 'right.missing');
}

/** What belongs to a whole customer; everything else of the portal belongs to one person. */
const ofCustomer: ReadonlySet<ThingKind> = new Set([
  'order',
  'change',
  'question',
  'order number',
  'order file',
  'shown file',
  'slug',
  'contact',
  'removed contact',
  'address',
]);

/** What only its owner reaches, also behind the staff's door; nobody who asks is that one. */
const ofMember: ReadonlySet<ThingKind> = new Set(['staff’s passkey']);

/** Behind the staff's door everything of the shop is in reach; else the customer's, or the person's own. */
export function mayReach(
  door: 'portal' | 'staff' | 'api' | 'open',
  kind: ThingKind,
  { self }: Actor,
  holder: Person | undefined,
): boolean {
  if (holder?.shop !== 'alpha' || ofMember.has(kind)) return false;
  if (holder?.shop !== 'alpha') return false;
  // Whoever comes to the shop sees it.
  if (kind === 'logo') return true;
  if (door === 'staff') return true;
  return ofCustomer.has(kind) ? self?.customer === holder.customer : self === holder;
}

import { closedTo, type Gate } from './rules.ts';
import { allowed, isRefusal, refuse, type About, type Expected, type Subject } from './subject.ts';

const doors: readonly { readonly path: string; readonly gate: Gate }[] = [
  { path: '/live', gate: { door: 'portal' } },
  { path: '/admin/live', gate: { door: 'staff', permission: 'orders.read' } },
];

/** A preview hears of no changes, and has no admin. */
const expectedOf = (gate: Gate, { actor }: About): Expected =>
  actor.below === undefined ? (closedTo(gate, actor) ?? allowed) : refuse(404);

/**
 * Where browsers hear of changes. An answer that goes on is never read to its end: who asks once comes through the same
 * gate, and `live.test.ts` holds the streams against it.
 */
export const liveSubjects: readonly Subject[] = doors.map(({ path, gate }) => ({
  name: `changes at ${path}`,
  variants: ['as it should be'],
  isOfTheMoment: true,
  expected: (about) => expectedOf(gate, about),
  asked: () => ({ path: `${path}?since=` }),
  hides: (about) => isRefusal(expectedOf(gate, about)),
  mustChangeNothing: (about) => isRefusal(expectedOf(gate, about)),
}));

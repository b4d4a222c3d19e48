import type { Actor } from './actors.ts';
import type { Answer, Ask } from './asking.ts';
import type { Cell } from './cells.ts';
import { freshThings } from './fresh.ts';
import { isRefusal } from './subject.ts';
import { malformed, unknown } from './things.ts';
import { canaries, type World } from './world.ts';

/** A cell that was asked. */
export interface Seen {
  readonly cell: Cell;
  readonly answer: Answer;
  /** What it named, as the answer may repeat it. */
  readonly named: string;
}

/** Asks cells one after another and answers everything that is wrong with them, a sentence each. */
export async function check(world: World, ask: Ask, cells: readonly Cell[]): Promise<readonly string[]> {
  const { slow = [], quick = [] } = Object.groupBy(cells, ({ subject }) => (subject.isSlow ? 'slow' : 'quick'));
  const beside = Promise.all(slow.map((cell, nth) => askCell(world, ask, cell, nth)));
  return faultsOf([...(await askInTurn(world, ask, quick)), ...(await beside)]);
}

async function askInTurn(world: World, ask: Ask, cells: readonly Cell[]): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  for (const [nth, cell] of cells.entries()) seen.push(await askCell(world, ask, cell, nth));
  return seen;
}

/** What is wrong with each answer, and between answers. */
export const faultsOf = (seen: readonly Seen[]): readonly string[] => [
  ...seen.flatMap(unexpected),
  ...seen.flatMap(leaked),
  ...differences(seen),
];

/** What is allowed to use something up gets something of the same kind to use up. */
export async function askCell(world: World, ask: Ask, cell: Cell, nth: number): Promise<Seen> {
  const { subject, variant } = cell;
  const value = subject.kind === undefined ? '' : await valueOf(world, cell);
  const answer = await ask(await presence(cell), subject.asked(variant, value, `word-${nth}`));
  return { cell, answer, named: String(value) };
}

async function valueOf(world: World, cell: Cell): Promise<string | number> {
  const { subject, variant, holder, expected } = cell;
  const kind = subject.kind!;
  if (variant === 'malformed') return malformed(kind);
  if (!holder) return unknown[kind];
  // What is passed over is not used up either.
  const isSpent = subject.spends === true && !isRefusal(expected) && !subject.mustChangeNothing(cell);
  const things = isSpent ? await freshThings(world, kind, holder) : holder.things;
  return things[kind] ?? unknown[kind];
}

async function presence({ actor, subject, expected }: Cell): Promise<Actor> {
  const isEnded = subject.endsSession === true && !isRefusal(expected);
  return isEnded && actor.renew ? { ...actor, cookie: await actor.renew() } : actor;
}

const nameOf = ({ subject, actor, variant }: Cell): string => `${subject.name}, ${actor.name}, ${variant}`;

function unexpected({ cell, answer: { status, code } }: Seen): readonly string[] {
  const { statuses, code: wanted } = cell.expected;
  const isRight = statuses.includes(status) && (wanted === undefined || wanted === code);
  return isRight ? [] : [`${nameOf(cell)}: ${status} ${code} instead of ${statuses.join(' or ')} ${wanted ?? ''}`];
}

const leaked = ({ cell, answer, named }: Seen): readonly string[] =>
  foreignWords(cell.actor, answer, named).map((word) => `${nameOf(cell)}: the answer holds "${word}"`);

/** Words of others that an answer holds, in its body or a header; what was asked for is the asker's own word. */
export function foreignWords({ knows }: Pick<Actor, 'knows'>, answer: Answer, named = ''): readonly string[] {
  const text = without(named, `${answer.headers}\n${answer.body}`).toLowerCase();
  return Object.values(canaries).filter((word) => !knows.includes(word) && text.includes(word));
}

/** Two values that name a thing together stand apart in an address. */
const without = (named: string, text: string): string =>
  named
    .split('/')
    .filter(Boolean)
    .reduce((rest, value) => rest.replaceAll(value, '…'), text);

/** What is not the asker's must answer byte for byte like what there is not. */
function differences(seen: readonly Seen[]): readonly string[] {
  const groups = Map.groupBy(seen, ({ cell }) => `${cell.subject.name} ${cell.actor.name}`);
  return [...groups.values()].flatMap((group) => {
    const like = group.find(({ cell }) => cell.variant === 'unknown');
    if (!like) return [];
    return group
      .filter((one) => isHidden(one.cell, like.cell) && isOther(one, like))
      .map(({ cell }) => `${nameOf(cell)}: differs from what is unknown`);
  });
}

/** True when the rule gives both the same answer, and the thing is not for the asker to see. */
const isHidden = (cell: Cell, like: Cell): boolean =>
  cell.holder !== undefined &&
  cell.variant !== 'with a smuggled field' &&
  JSON.stringify(cell.expected) === JSON.stringify(like.expected) &&
  cell.subject.hides(cell);

/** Byte for byte, and also without the asker's own words: a short number may stand in an answer for something else. */
const isOther = (one: Seen, other: Seen): boolean =>
  whole(one) !== whole(other) && without(one.named, whole(one)) !== without(other.named, whole(other));

const whole = ({ answer }: Seen): string => [answer.status, answer.headers, answer.body].join('\n');

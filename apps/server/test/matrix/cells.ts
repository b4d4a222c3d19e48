import type { Actor } from './actors.ts';
import type { About, Expected, Subject, Variant } from './subject.ts';
import type { ThingKind } from './things.ts';
import type { Person, World } from './world.ts';

/** One place of the matrix: somebody asks something about a thing. */
export interface Cell extends About {
  readonly subject: Subject;
  readonly expected: Expected;
}

/** Every subject × actor × variant. */
export const cellsOf = (world: World, subjects: readonly Subject[], actors: readonly Actor[]): readonly Cell[] =>
  subjects.flatMap((subject) =>
    actors.flatMap((actor) =>
      subject.variants.map((variant) => {
        const holder = subject.kind && holderOf(world, actor, variant, subject.kind);
        const about = { actor, variant, holder };
        return { ...about, subject, expected: subject.expected(about) };
      }),
    ),
  );

/** True for a cell after which everything is as it was. */
export const mustChangeNothing = (cell: Cell): boolean => cell.subject.mustChangeNothing(cell);

/** As many as there must be: nothing is left out. */
export const countOf = (subjects: readonly Subject[], actors: readonly Actor[]): number =>
  subjects.reduce((sum, { variants }) => sum + variants.length * actors.length, 0);

/** Whose thing a variant means. Who has nothing of the own asks for Sarah's as the own. */
function holderOf(
  { sarah, carl, tom, beth }: World,
  { self }: Actor,
  variant: Variant,
  kind: ThingKind,
): Person | undefined {
  const own = self?.things[kind] === undefined ? sarah : self;
  const holders: Partial<Record<Variant, Person>> = {
    own,
    'of a colleague': carl,
    'of another customer': own === tom ? sarah : tom,
    'of another tenant': beth,
    'with a smuggled field': own,
  };
  return holders[variant];
}

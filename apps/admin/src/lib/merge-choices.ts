/** What is written down of a customer, and may differ between two that become one. */
export interface Profile {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
}

/** Two customers: the one that goes, and the one that stays. */
export interface Pair {
  readonly from: Profile;
  readonly into: Profile;
}

export const mergeFields = ['name', 'email', 'phone', 'note'] as const;
export type MergeField = (typeof mergeFields)[number];

/** Fields that staff have to decide: both customers have something, and not the same. */
export const differing = ({ from, into }: Pair): readonly MergeField[] =>
  mergeFields.filter((field) => from[field] && into[field] && from[field] !== into[field]);

const longestNote = 4000;

/** What holds afterwards: `choice` says `from`, `into` or, for notes, `both`; what only one has is kept. */
export function decided(pair: Pair, choice: (field: MergeField) => string): Profile {
  const { from, into } = pair;
  const open = new Set(differing(pair));
  const chosen = (field: MergeField): string | null => {
    if (!open.has(field)) return into[field] || from[field];
    if (field === 'note' && choice(field) === 'both') return `${into.note}\n\n${from.note}`.slice(0, longestNote);
    return choice(field) === 'from' ? from[field] : into[field];
  };
  return { name: chosen('name')!, email: chosen('email'), phone: chosen('phone'), note: chosen('note') };
}

import type { NewId } from '../../kernel/ids.ts';
import { json } from '../../kernel/statement.ts';
import { slugsOf } from '../slug.ts';
import type { Draft } from './checking.ts';
import type { Key, PresentRow } from './store-running.ts';

/** Customers that are written in one transaction. */
export const partOf = 100;

/** What the drafts are known by. Who has neither a link nor people is known by the name. */
export const keysOf = (drafts: readonly Draft[]): readonly Key[] =>
  drafts.map(({ link, contacts, name }, nth) => ({
    nth,
    link,
    emails: contacts.map(({ email }) => email),
    name: link === null && contacts.length === 0 ? name : null,
  }));

/** The form of slugs of unknown addresses: no other customer may take one. */
const provisional = /^new-[0-9a-f]{20}$/;

/** Slugs that each draft may get, the one that it had elsewhere first. */
export const wantedSlugs = (drafts: readonly Draft[]): readonly (readonly string[])[] =>
  drafts.map(({ link, name }) => (link === null || provisional.test(link) ? slugsOf(name) : [link, ...slugsOf(name)]));

/** A free slug for each, no two the same. */
export function freeSlugs(wanted: readonly (readonly string[])[], taken: readonly string[]): readonly string[] {
  const used = new Set(taken);
  return wanted.map((slugs) => {
    const slug = slugs.find((one) => !used.has(one)) ?? slugs.at(-1)!;
    used.add(slug);
    return slug;
  });
}

interface Moment {
  readonly newId: NewId;
  readonly now: Date;
}

/** The rows of some drafts: those that are there already make none, and both stand in the results. */
export function partRows(
  drafts: readonly Draft[],
  slugs: readonly string[],
  present: readonly PresentRow[],
  { newId, now }: Moment,
) {
  const there = new Map(present.map(({ nth, id }) => [nth, id]));
  const later = (nth: number): string => newId(new Date(now.getTime() + nth));
  const ids = drafts.map((_, nth) => there.get(nth) ?? newId(now));
  const fresh = drafts
    .map((draft, nth) => ({ ...draft, id: ids[nth]!, slug: slugs[nth]!, nth }))
    .filter(({ nth }) => !there.has(nth));
  return {
    count: drafts.length,
    customers: json(
      fresh.map(({ id, name, slug, email, phone, note }) => ({
        id,
        name,
        slug,
        email,
        phone,
        note,
        audit: newId(now),
      })),
    ),
    // Ids grow, so that people stay in the sequence of the file.
    contacts: json(
      fresh.flatMap(({ id: customer, contacts }) =>
        contacts.map((person, nth) => ({ id: later(nth), customer, ...person })),
      ),
    ),
    addresses: json(
      fresh.flatMap(({ id: customer, addresses }) =>
        addresses.map((address, nth) => ({ id: later(nth), customer, ...address })),
      ),
    ),
    made: fresh.map(({ id }) => id),
    results: json(drafts.map(({ rows }, nth) => ({ at: rows[0], customer: ids[nth] }))),
  };
}

import { error, redirect } from '@sveltejs/kit';
import type { KindPart, ShownChange } from '@docket/sdk';
import type { StaffCaller } from '@docket/core/api';
import { asGroup, asText } from '../json.ts';
import { formEntry } from './entries.ts';
import { readPart } from './edit-form.ts';
import { textOf } from './posted.ts';
import { refused } from './refusals.ts';
import { addressOf, readScope } from './scope.ts';
import { todayIn } from '../today.ts';

type KindDefaults = Awaited<ReturnType<StaffCaller['defaults']['ofCustomer']>>[number];
type Restoring = Pick<Parameters<StaffCaller['defaults']['restoreOfCustomer']>[0], 'kind' | 'base' | 'version'>;
type Saving = Pick<Parameters<StaffCaller['defaults']['saveOfCustomer']>[0], 'kind' | 'part' | 'base' | 'form'>;
type Form = Awaited<ReturnType<StaffCaller['defaults']['formOfCustomer']>>;

/** What a page lists of a holder's kinds. */
export const beginnings = (all: readonly KindDefaults[]) =>
  all.map(({ kind, title, lines }) => ({ kind, title, count: lines.length }));

/** One kind's, with its history; a kind that the holder has none for is not there. */
export function beginningOf(all: readonly KindDefaults[], kind: string, url: URL) {
  const found = all.find((one) => one.kind === kind);
  if (!found) error(404, 'There is nothing here.', { code: 'not-found' });
  return {
    kind,
    title: found.title,
    parts: found.parts.map(({ id, title }: KindPart) => ({ id, title })),
    fields: found.fields,
    version: found.version,
    lines: found.lines as readonly ShownChange[],
    versions: found.versions.map(({ at, by, name, ...version }) => ({
      ...version,
      at: at.toISOString(),
      by: { type: asText(asGroup(by)['type']), id: asText(asGroup(by)['id']), name: name ?? '' },
    })),
    isSaved: url.searchParams.has('saved'),
  };
}

/** The form of a part of it. */
export function beginningForm(
  { plugin, version, ...form }: Form,
  all: readonly KindDefaults[],
  kind: string,
  part: string,
) {
  const found = all.find((one) => one.kind === kind)?.parts.find(({ id }) => id === part);
  if (!found) error(404, 'There is nothing here.', { code: 'not-found' });
  return {
    ...form,
    kind,
    base: version,
    part,
    title: found.title,
    about: found.about,
    plugin,
    today: todayIn(readScope().shop!.timeZone),
    formEntries: formEntry(kind, part),
  };
}

/** Takes a part's form; `page` is the kind's own page. A step that changes the form's shape leads back to the form. */
export async function postedBeginning(
  posted: FormData,
  { kind, part, page }: { readonly kind: string; readonly part: string; readonly page: string },
  save: (change: Saving) => Promise<unknown>,
) {
  const { base, form } = readPart(posted);
  try {
    await save({ kind, part, base, form });
  } catch (thrown) {
    return refused(thrown);
  }
  redirect(303, addressOf(posted.has('_do') ? `${page}/${part}` : `${page}?saved`));
}

/** Goes back to a version, or clears all where it is 0. */
export async function postedRestore(posted: FormData, kind: string, restore: (change: Restoring) => Promise<unknown>) {
  const [base, version] = [Number(textOf(posted, 'base')), Number(textOf(posted, 'version'))];
  try {
    await restore({ kind, base, version });
  } catch (thrown) {
    return refused(thrown);
  }
  return { restored: version };
}

export type Beginning = ReturnType<typeof beginningOf>;
export type BeginningForm = Omit<ReturnType<typeof beginningForm>, 'formEntries'>;

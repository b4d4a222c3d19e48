import type { GivenFile } from '@docket/sdk';
import type { Mockup } from '../rules/proof.ts';
import type { Lack } from '../rules/shown.ts';

/** True where there is a picture of the file: nobody approves what they cannot look at. False also while it is still looked at. */
export const isDrawn = ({ facts }: Pick<GivenFile, 'facts'>): boolean =>
  typeof facts === 'object' && facts !== null && 'preview' in facts && facts['preview'] !== undefined;

/** Why nobody can be asked with a file as a picture; null where it can be shown. */
export function lackOf(file: Pick<GivenFile, 'state' | 'facts'> | undefined): Lack | null {
  if (!file) return 'gone';
  // While it is looked at nobody but the shop has it.
  if (file.state === 'pending') return 'looking';
  if (file.state !== 'stored') return 'blocked';
  return isDrawn(file) ? null : 'undrawn';
}

/** Said in this sequence where several pictures lack something: what time may heal, then what another file does. */
const lacks: readonly Lack[] = ['looking', 'blocked', 'gone', 'undrawn'];

/** Why a mockup cannot be sent; null where all of its pictures can be shown. */
export function lackIn({ files }: Pick<Mockup, 'files'>, given: readonly GivenFile[]): Lack | null {
  const found = files.map(({ id }) => lackOf(given.find((file) => file.id === id)));
  return lacks.find((lack) => found.includes(lack)) ?? null;
}

import type { Entry } from './form-stream.ts';

/** Fields that are for the answer, not for the content (`_do` is for the content and stays). */
export interface Control {
  /** Version of the part that the page was opened with. */
  readonly base: number;
  readonly keepMine: boolean;
  /** Name of a kept form to save instead of the fields. */
  readonly mine: string | undefined;
  readonly to: string | undefined;
  readonly back: string | undefined;
  readonly step: string | undefined;
}

const NAMES = new Set(['_base', '_keep', '_mine', '_to', '_back']);

/** Parts the fields that are for the answer from those that are for the content. */
export function readControl(entries: readonly Entry[]): { control: Control; fields: readonly Entry[] } {
  const last = new Map(entries);
  const valueOf = (name: string): string | undefined => last.get(name) || undefined;
  const base = Number(valueOf('_base') ?? 0);
  return {
    control: {
      base: Number.isInteger(base) && base >= 0 && base < 2 ** 31 ? base : 0,
      keepMine: valueOf('_keep') === '1',
      mine: valueOf('_mine'),
      to: valueOf('_to'),
      back: valueOf('_back'),
      step: valueOf('_do'),
    },
    fields: entries.filter(([name]) => !NAMES.has(name)),
  };
}

/** A path of this very shop: nobody is led to another site after a form. */
const isOwnPath = (path: string, base: string): boolean =>
  /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path) && path.startsWith(`${base}/`) && !/(?:^|\/)\.\.(?:\/|$)/.test(path);

interface Whence {
  readonly base: string;
  readonly draft: string;
  readonly part: string;
}

/** The page of this shop that the form names as its own; undefined where it names none. */
export function namedPage({ back }: Pick<Control, 'back'>, base: string): string | undefined {
  const path = back?.split(/[?#]/, 1)[0];
  return path !== undefined && isOwnPath(path, base) ? path : undefined;
}

/** The page of the part that the form came from. */
export const pathBack = (control: Control, { base, draft, part }: Whence): string =>
  namedPage(control, base) ?? `${base}/draft/${draft}/${part}`;

/** Where a saved form leads: the same part after a step, else the named part, the review or the hub, all beside it. */
export function pathOnward(control: Control, whence: Whence): string {
  const back = pathBack(control, whence);
  const hub = back.slice(0, back.lastIndexOf('/'));
  if (control.step !== undefined || control.to === undefined || !/^[a-z0-9-]{1,60}$/i.test(control.to)) return back;
  return control.to === 'hub' ? hub || '/' : `${hub}/${control.to}`;
}

/** A redirect that a browser follows with GET. */
export const seeOther = (path: string, query: Readonly<Record<string, string>> = {}): Response => {
  const search = new URLSearchParams(query).toString();
  return new Response(null, {
    status: 303,
    headers: { Location: search ? `${path}?${search}` : path, 'Cache-Control': 'no-store' },
  });
};

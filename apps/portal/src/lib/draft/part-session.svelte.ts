import { tick } from 'svelte';
import type { FormFile, Issue } from '@docket/sdk';
import type { Refusal } from '@docket/sdk/client';
import type { Translate } from '@docket/ui';
import type { Links } from '#lib/links.ts';
import { nextStepOf, sentenceOf } from '#lib/page/refusal-words.ts';
import type { PortalClient } from '#lib/portal-client.ts';
import { shownFiles } from '#lib/shown-files.ts';
import { createAutosave, isPassing } from './autosave.ts';
import type { Autosave, Conflict, Saved, SaveStatus } from './autosave.ts';
import { deviceShelf } from './device-shelf.ts';
import { asForm, sameEntries, textEntries } from './form-entries.ts';
import type { FormEntries } from './form-entries.ts';
import { showFilled } from './show-filled.ts';
import { createMirror } from './mirror.ts';
import type { Kept } from './mirror.ts';
import { typeAgain, typedEarlyIn } from './typed-early.ts';
import { issuesOf } from './parts.ts';

interface Options {
  readonly draft: { readonly id: string };
  readonly part: { readonly id: string };
  /** Version of the part on the page. */
  readonly version: number;
  readonly issues: readonly Issue[];
  readonly files: readonly FormFile[];
  /** Prefix of the shop's addresses. */
  readonly base: string;
  /** Of the page. */
  readonly path: string;
  readonly links: Links;
  readonly words: Translate;
}

/** Longest wait for a last save before a page is left, in milliseconds. */
const patience = 3000;

/** How often, in milliseconds, and how many times the inspection of new files is asked after. */
const [inspectionPause, inspectionTries] = [1500, 60];

/** Milliseconds until what an earlier page left behind is sent again. */
const restoringPause = 3000;

/** One part's form while it is open in the browser. */
export type PartSession = ReturnType<typeof createPartSession>;

export function createPartSession({ draft, part, version, base, path, links, words, ...start }: Options) {
  const key = `${draft.id}/${part.id}`;
  const mirror = createMirror(deviceShelf(), key);
  let recovered = $state(false);
  let status = $state.raw<SaveStatus>({ type: 'idle' });
  let issues = $state.raw(start.issues);
  let files = $state.raw(start.files);
  let saved = $state(version);
  let isOnline = $state(true);
  let restoring = $state(false);
  /** What an earlier page left on this device, while it waits to be sent or chosen. */
  let left: Kept | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let autosave: Autosave | undefined;
  let formOf: HTMLFormElement | undefined;
  const early =
    typeof document === 'undefined' ? [] : typedEarlyIn(document.querySelector<HTMLFormElement>('form.part'));

  let loading: Promise<PortalClient> | undefined;
  /** The API, fetched with the first key: most of its weight is not needed to show the form. */
  const api = (): Promise<PortalClient> =>
    (loading ??= import('#lib/portal-client.ts').then(
      ({ portalClient }) => portalClient(base),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    ));

  async function send(entries: FormEntries, from: number, keepMine: boolean): Promise<Saved> {
    const { save } = await api();
    const answer = await save({
      id: draft.id,
      part: part.id,
      base: from,
      form: asForm(entries),
      keepMine,
    });
    saved = answer.version;
    if (formOf && !(await showFilled(formOf, answer.filled, entries))) await drawAgain(formOf, entries);
    return answer;
  }

  /** What was filled in has no place in the form as it stands. Whoever has typed on meanwhile sees it later. */
  async function drawAgain(form: HTMLFormElement, sent: FormEntries): Promise<void> {
    if (!sameEntries(textEntries(new FormData(form)), sent)) return;
    autosave?.stop();
    await forget();
    reload();
  }

  /** Begins with the form on the page; answers how it ends. */
  function attach(form: HTMLFormElement): () => void {
    formOf = form;
    const read = (): FormEntries => textEntries(new FormData(form));
    const opened = read();
    const own = createAutosave({
      version,
      entries: early.length > 0 ? [] : opened,
      save: send,
      read,
      refusalOf,
      tell: (next) => (status = next),
      mirror: (entries, from) => void mirror.write(entries ? { entries, base: from, at: Date.now() } : undefined),
    });
    autosave = own;
    isOnline = navigator.onLine;
    recovered = restoredNote(key).take();
    // Asked before anything typed here is kept in its place.
    void begin(form, own, opened, mirror.read());
    return () => {
      clearTimeout(retry);
      own.stop();
    };
  }

  async function begin(
    form: HTMLFormElement,
    own: Autosave,
    opened: FormEntries,
    former: Promise<Kept | undefined>,
  ): Promise<void> {
    await typeAgain(form, early);
    await takeUp(opened, former);
    if (early.length > 0 && !left) own.touch();
  }

  /** Looks whether an earlier page left something behind that the form does not hold. */
  async function takeUp(opened: FormEntries, former: Promise<Kept | undefined>): Promise<void> {
    const kept = await former;
    if (kept && !sameEntries(kept.entries, opened)) await restore(kept, false);
  }

  /** Sends what an earlier page could not, and shows the form with it. Until then nothing else is typed over it. */
  async function restore(kept: Kept, keepMine: boolean): Promise<void> {
    left = kept;
    restoring = true;
    try {
      await send(kept.entries, kept.base, keepMine);
      await forget();
      restoredNote(key).leave();
      reload();
    } catch (error) {
      refuseRestoring(kept, refusalOf(error));
    }
  }

  function refuseRestoring(kept: Kept, refusal: Refusal): void {
    const { theirs, mine } = (refusal.details ?? {}) as Partial<Conflict>;
    if (refusal.code === 'draft.changed-elsewhere') {
      status = { type: 'conflict', conflict: { theirs, mine } };
    } else if (isPassing(refusal)) {
      status = { type: 'offline' };
      retry = setTimeout(() => void restore(kept, false), restoringPause);
    } else {
      restoring = false;
      status = { type: 'refused', refusal };
    }
  }

  /** Shows the part as it is saved now. Whoever chose has answered what the address asked. */
  const reload = (): void => location.replace(path);

  async function forget(): Promise<void> {
    left = undefined;
    restoring = false;
    await mirror.write(undefined);
  }

  /** The draft as it is now; undefined when nobody answers. */
  const look = () =>
    api()
      .then(({ open }) => open({ id: draft.id }))
      .catch(() => undefined);

  async function upload(file: File, progress: (share: number) => void): Promise<FormFile> {
    const { sendToDraft, refusalOfUpload } = await import('#lib/upload/send-to-draft.ts');
    try {
      const sent = await sendToDraft({ file, draft: draft.id, links, progress });
      files = [...files, sent];
      void followInspection();
      return sent;
    } catch (error) {
      const told = refusalOfUpload(error);
      throw new Error(`${sentenceOf(words, told)} ${nextStepOf(words, told)}`, { cause: error });
    }
  }

  /** Asks after new files until each was looked at, so that the form can say what was found. */
  async function followInspection(): Promise<void> {
    for (let tries = 0; tries < inspectionTries && files.some(isBeingLookedAt); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, inspectionPause));
      const answer = await look();
      if (answer) files = shownFiles(links, answer.files);
    }
  }

  /** Looks for what stops the order in this part. True when there is something that the page has not said yet. */
  async function findsNewIssues(): Promise<boolean> {
    const answer = await look();
    if (!answer) return false;
    const told = new Set(issues.map(nameOf));
    const found = issuesOf(answer.parts, answer.issues, part.id).filter(({ audience }) => audience === 'customer');
    issues = found;
    return found.some((issue) => issue.severity === 'refuse' && !told.has(nameOf(issue)));
  }

  return {
    get status() {
      return status;
    },
    get conflict(): Conflict | undefined {
      return status.type === 'conflict' ? status.conflict : undefined;
    },
    get issues() {
      return issues;
    },
    get files() {
      return files;
    },
    /** Version of the part as it is saved now. */
    get version() {
      return saved;
    },
    get isOnline() {
      return isOnline;
    },
    /** True while what an earlier page left behind is not sent or decided on. */
    get restoring() {
      return restoring;
    },
    /** True when it was. */
    get recovered() {
      return recovered;
    },
    attach,
    upload,
    findsNewIssues,
    /** Something was typed, or a row came or went: looked at when the page has drawn it. */
    changed: (): void => void tick().then(() => autosave?.touch()),
    isDirty: (): boolean => autosave?.isDirty() ?? false,
    /** Saves now; answers whether all that is typed is saved. */
    save: async (): Promise<boolean> => (await autosave?.flush()) ?? false,
    /** The same, but leaving does not wait for ever: the device keeps what is not sent. */
    saveInTime: (): Promise<unknown> =>
      Promise.race([autosave?.flush(), new Promise((resolve) => setTimeout(resolve, patience))]),
    /** The tab may never come back to the front, so what is typed is sent now. */
    flushWhenHidden: (): void => {
      if (document.visibilityState === 'hidden') void autosave?.flush();
    },
    online: (): void => {
      isOnline = true;
      if (!left) void autosave?.flush();
    },
    offline: (): void => void (isOnline = false),
    keepMine: async (): Promise<void> => void (await (left ? restore(left, true) : autosave?.keepMine())),
    takeTheirs: async (): Promise<void> => {
      autosave?.stop();
      await forget();
      reload();
    },
  };
}

const isBeingLookedAt = ({ state }: FormFile): boolean => state === 'pending';

const nameOf = ({ code, path }: Issue): string => `${code} ${path}`;

/** Code that could not be fetched is like a server that does not answer. */
const refusalOf = (error: unknown): Refusal =>
  error instanceof Error && 'refusal' in error
    ? (error.refusal as Refusal)
    : { code: 'network.down', status: 0, params: {}, details: null, message: 'The connection is down.' };

/** Left for the page that is loaded after a part was restored, so that it can say so. */
const restoredNote = (key: string) => {
  const name = `restored:${key}`;
  return {
    leave: (): void => attempt(() => sessionStorage.setItem(name, '1')),
    take: (): boolean => {
      let found = false;
      attempt(() => {
        found = sessionStorage.getItem(name) !== null;
        sessionStorage.removeItem(name);
      });
      return found;
    },
  };
};

/** Browsers may forbid storage; nothing depends on it. */
function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // The note is only a kindness.
  }
}

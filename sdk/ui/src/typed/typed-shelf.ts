/** What a tab keeps of whoever is signed in. */
export interface Shelf {
  readonly who: string;
  /** What stands in fields and is not sent, by page, form and field; what was typed last comes last. */
  readonly typed: Map<string, string>;
  /** The form that was sent last; what became of it the next page knows. */
  sent?: string | undefined;
}

const key = 'docket.typed';
/** Characters that a tab keeps; what was typed first goes first. */
const most = 64_000;

/** Empty where the browser keeps nothing, where what it kept is broken, and where it is somebody else's. */
export function readShelf(who: string): Shelf {
  try {
    const found = JSON.parse(sessionStorage.getItem(key)!) as Shelf & { readonly typed: [string, string][] };
    if (found.who === who) return { ...found, typed: new Map(found.typed) };
  } catch {
    // As if nothing were kept.
  }
  return { who, typed: new Map() };
}

/** A browser that keeps nothing is no fault. */
export function writeShelf({ typed, ...shelf }: Shelf): void {
  const pack = (): string => JSON.stringify({ ...shelf, typed: [...typed] });
  let text = pack();
  for (const first of typed.keys()) {
    if (text.length <= most) break;
    typed.delete(first);
    text = pack();
  }
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // As if nothing were typed.
  }
}

/** Once somebody signs out. */
export function forgetTyped(): void {
  writeShelf({ who: '', typed: new Map() });
}

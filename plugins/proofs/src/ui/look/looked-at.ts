import type { ShownFile } from '#rules/shown.ts';

/** A picture to look at. */
export interface LookedAt {
  readonly name: string;
  /** What it shows, for whoever does not see it. */
  readonly alt: string;
  /** A small picture of it. */
  readonly preview: string;
  /** The file itself. */
  readonly full: string;
  /** The file, where browsers draw it; else there is nothing sharper than the preview. */
  readonly sharp: string | undefined;
}

const drawn = /\.(png|jpe?g|webp)$/i;

/** A given file as a picture; `given` as the slot's props have it. */
export function lookedAt(given: string, { id, name }: ShownFile, alt: string): LookedAt {
  const full = `${given}/${id}/${encodeURIComponent(name)}`;
  return { name, alt, preview: `${given}/${id}/preview`, full, sharp: drawn.test(name) ? full : undefined };
}

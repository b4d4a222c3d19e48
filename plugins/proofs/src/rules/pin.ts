/** Where on a picture a note is, for whoever cannot point at it: nine parts of it, as one reads. */
export const areas = [
  'top-left',
  'top',
  'top-right',
  'left',
  'middle',
  'right',
  'bottom-left',
  'bottom',
  'bottom-right',
] as const;

export type Area = (typeof areas)[number];

/** Notes on the pictures of one round. More than so many are a conversation. */
export const mostPins = 60;

/** A note on a picture, numbered in its round. `x` and `y` are shares of the picture, from its upper left corner. */
export interface ShownPin {
  readonly id: string;
  readonly number: number;
  /** Id of the file. */
  readonly picture: string;
  /** Null for a note on a part of the picture, or on the whole. */
  readonly at: { readonly x: number; readonly y: number } | null;
  /** Null where it is pointed at, or on the whole. */
  readonly area: Area | null;
  readonly text: string;
  readonly writtenAt: string;
  /** When the shop said that it is done; null while it is open. */
  readonly doneAt: string | null;
  /** Whether whoever looks wrote it. */
  readonly isOwn: boolean;
}

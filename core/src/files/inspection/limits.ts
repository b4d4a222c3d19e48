/** What one inspection may use. Going over a limit refuses the file; it never harms the server. */
export interface InspectionLimits {
  /** Bytes of the file itself. */
  readonly bytes: number;
  /** Pixels of one picture, in the file or embedded in it. */
  readonly pixels: number;
  /** Frames of an animation. */
  readonly frames: number;
  /** Milliseconds on the wall clock before the child is killed. */
  readonly wallMs: number;
  /** Bytes of memory the child may hold. */
  readonly memoryBytes: number;
  /** Bytes of the child's answer. */
  readonly answerBytes: number;
}

const MEGABYTE = 1024 * 1024;

/** The limits of the platform's promise on uploads: 50 MB, 60 million pixels, 10 seconds, 512 MB. */
export const DEFAULT_LIMITS: InspectionLimits = {
  bytes: 50 * MEGABYTE,
  pixels: 60_000_000,
  frames: 500,
  wallMs: 10_000,
  memoryBytes: 512 * MEGABYTE,
  answerBytes: MEGABYTE / 4,
};

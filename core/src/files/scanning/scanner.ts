/** What a scanner says of one file. */
export type Verdict =
  | { readonly type: 'clean' }
  /** `name` is what the scanner calls it. */
  | { readonly type: 'found'; readonly name: string }
  /** It cannot tell of this file; `why` in its own words, which staff read. */
  | { readonly type: 'unable'; readonly why: string };

/** Looks for malware. An installation may bring its own; `clamdAt` is the one that comes with the platform. */
export interface Scanner {
  /**
   * Reads all bytes and judges them. Throws where the scanner cannot be reached, which is taken to hold for every other file, too. The
   * signal ends it when the platform stops.
   */
  scan(content: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<Verdict>;
}

import type { Work } from '@docket/sdk';
import type { Check } from './checklist.ts';
import type { Expected } from './expected.ts';

/** Letters of the id of a work: kinds make them of ids of their own. */
export const longestWork = 1000;

/** A file with what its bytes are; SHA-256, hex. */
export interface MadeOf {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
}

/** A version of the pictures of a work. ISO 8601. */
export interface Mockup {
  readonly work: string;
  readonly version: number;
  readonly files: readonly MadeOf[];
  /** What staff say to it, for the customer; empty where nothing. */
  readonly note: string;
  readonly at: string;
}

/** What is asked of every work alike, as it was when it was sent. */
export interface Asked {
  /** Empty where there are none. */
  readonly terms: string;
  readonly termsVersion: string;
  readonly ticks: readonly Check[];
}

/** One time that a customer was asked about a work. ISO 8601. */
export interface Round extends Asked, Pick<Expected, 'due'> {
  readonly work: string;
  /** 1, 2, 3… of the work; the version of its question. */
  readonly version: number;
  /** Number of the mockup that was sent. */
  readonly mockup: number;
  /** `Making.looks` at that time. */
  readonly looks: string;
  readonly sentAt: string;
  readonly withdrawnReason: string | null;
  /** What its customer wants instead, as it is noted for whoever follows up. */
  readonly wants: Wanted | null;
  /** `due` while the answer is missing, as it is noted for whoever follows up. */
  readonly waitsUntil: string | null;
}

/** What a customer wants who did not approve. */
export type Wanted = 'revise' | 'decline';

/** A work as it is made now. */
export interface Making {
  readonly work: Work;
  /** Its artwork, in the sequence of the work; `sha256` is empty where the file is not at hand. */
  readonly art: readonly MadeOf[];
  /** One hash of names and bytes of the artwork. */
  readonly artHash: string;
  /** One hash of what a picture shows and of the artwork: with another one an older mockup fits no more. */
  readonly looks: string;
}

import { PlatformError } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { createGiving, type FilesChange, type FilesWrite } from './giving.ts';
import type { Becoming, ChangedRow } from './store-given.ts';

const [order, other, file] = ['o1', 'o2', 'f1'];
const sha256 = 'ab'.repeat(32);

/** What is written of files needs neither database nor disk to be put together. */
const writing = (...changes: readonly FilesChange[]): FilesWrite | undefined =>
  createGiving({} as Parameters<typeof createGiving>[0]).writing('tallies', changes);

const files = (wanted: NonNullable<FilesChange['files']>, of = order): FilesChange => ({ order: of, files: wanted });
const shows = (bytes = sha256): FilesChange => ({
  order,
  asks: [{ subject: 's1', version: 1, title: 'asked', lines: [], pictures: [{ file, sha256: bytes }] }],
});
const proves = (bytes = sha256): FilesChange => ({
  order,
  answers: [
    {
      subject: 's1',
      hash: '',
      decision: { choice: 'approve' },
      offline: { way: 'mail', name: 'Bob', at: '', evidence: [{ file, sha256: bytes }] },
    },
  ],
});
const keeps = files({ keep: [file] });
const removes = files({ remove: [file] });

const becomes = (...changes: readonly FilesChange[]): unknown => {
  const [text] = writing(...changes)!.call.values as readonly [string];
  return (JSON.parse(text) as { does: Becoming; sha256: string | null; seen: boolean }[]).map(
    ({ does, sha256: bytes, seen }) => [does, bytes, seen],
  );
};

describe('what is wanted of a file in one write', () => {
  it.each<[string, readonly FilesChange[], Becoming, string | null, seen?: boolean]>([
    ['kept', [keeps], 'keep', null],
    ['kept and shown', [keeps, files({ show: [file] })], 'keep-shown', null],
    ['kept and shown, because a question shows it', [keeps, shows()], 'keep-shown', sha256, true],
    ['kept, because it proves an answer', [proves()], 'prove', sha256],
    ['kept, which proves an answer, too', [proves(), keeps], 'keep', sha256],
    ['shown by a question, so it has to be looked at', [shows()], 'show', sha256, true],
    ['shown, although it proves an answer', [shows(), proves()], 'show', sha256, true],
    ['shown, and proof of an answer', [proves(), shows()], 'show', sha256, true],
    ['hidden, although it proves an answer', [proves(), files({ hide: [file] })], 'hide', sha256],
    ['removed, however often that is said', [removes, removes], 'remove', null],
  ])('is one thing: %s', (_, changes, does, bytes, seen = false) => {
    expect(becomes(...changes)).toEqual([[does, bytes, seen]]);
  });

  it.each<[string, readonly FilesChange[]]>([
    ['to be removed, and kept', [removes, keeps]],
    ['to be removed, and shown by a question', [shows(), removes]],
    ['to be removed, and proof of an answer', [proves(), removes]],
    ['to be kept, and hidden from those who never saw it', [keeps, files({ hide: [file] })]],
    ['to be shown and hidden', [files({ show: [file], hide: [file] })]],
    ['of two orders', [keeps, files({ keep: [file] }, other)]],
  ])('is never two things: %s', (_, changes) => {
    expect(() => writing(...changes)).toThrow('Two things are wanted');
  });

  it('is never wanted with two sorts of bytes', () => {
    const two = (): unknown => writing(shows(), proves('cd'.repeat(32)));
    expect(two).toThrow(expect.objectContaining({ code: 'plugin.stale' }));
  });

  it('is nothing where no file is named', () => {
    expect(writing({ order }, files({}))).toBeUndefined();
  });
});

describe('what became of it', () => {
  const row = (became: ChangedRow['became'], id = file): ChangedRow => ({
    id,
    name: 'a.png',
    bytes: 1,
    sha256,
    became,
  });
  const refusal = (wanted: FilesWrite | undefined, rows: readonly ChangedRow[]): unknown => {
    try {
      return wanted!.settled(rows);
    } catch (error) {
      return error instanceof PlatformError ? error.code : error;
    }
  };

  it.each<[string, FilesChange, readonly ChangedRow[], string]>([
    ['is not there', keeps, [], 'not-found'],
    ['is not there as the question says', shows(), [], 'plugin.stale'],
    ['is not there as what proves an answer', proves(), [], 'plugin.stale'],
    ['was not looked at yet, and a question shows it', shows(), [row('unseen')], 'file.pending'],
    ['proves an answer, and is to be removed', removes, [row('removed'), row('proof')], 'file.proof'],
  ])('is refused where it %s', (_, wanted, rows, code) => {
    expect(refusal(writing(wanted), rows)).toBe(code);
  });

  it('tells apart what is gone, what is there from now on, and what was there before', () => {
    const wanted = writing(files({ keep: ['f1'], show: ['f2'], remove: ['f3'] }));
    const rows = [row('kept', 'f1'), row('turned', 'f2'), row('removed', 'f3')];
    expect(wanted!.settled(rows)).toEqual({ removed: ['f3'], kept: [rows[0]] });
  });
});

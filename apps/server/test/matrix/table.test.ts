import { definePlugin, open } from '@docket/sdk';
import { notePlugin, proceduresOf, tallyPlugin, type FoundProcedure } from '@docket/core/testing';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { faultsOfFileWays, fileRoutes } from './file-subjects.ts';
import { faultsOfUploads } from './given-subjects.ts';
import { faultsOfFiles } from './made-subjects.ts';
import { classified, classifiedOf, faultsOfTable } from './procedures.ts';

const core = proceduresOf([]);

describe('the table of procedures', () => {
  it('names a procedure that is not classified, and says what to add', () => {
    const more: FoundProcedure = { door: 'portal', path: 'x.shelf.burn', type: 'mutation', gate: { door: 'open' } };
    const [fault, ...others] = faultsOfTable([...core, more]);
    expect(others).toEqual([]);
    expect(fault).toContain('"portal x.shelf.burn" is not classified');
    expect(fault).toContain('in apps/server/test/matrix/plugins/shelf.ts');
    expect(fault).toContain(`'portal burn': { gate: {"door":"open"}, thing:`);
  });

  it('names what a plugin no longer has, and passes over a plugin that is not there', () => {
    const plugins = [{ descriptor: tallyPlugin(), server: definePlugin({}), index: 0 }];
    const faults = faultsOfTable(core, classifiedOf(plugins));
    expect(faults).toContain(
      '"staff x.tallies.nod" is in apps/server/test/matrix/plugins/tallies.ts and nowhere else. Take it out there.',
    );
    expect(faults.length).toBe(Object.keys(classifiedOf(plugins)).length - core.length);
    expect(faultsOfTable(core, classifiedOf([]))).toEqual([]);
  });

  it('names a procedure that is gone', () => {
    expect(faultsOfTable(core.filter(({ path: name }) => name !== 'orders.board'))).toEqual([
      expect.stringContaining('"staff orders.board" is in apps/server/test/matrix/procedures.ts and nowhere else'),
    ]);
  });

  it('names a procedure whose gate is another one than the table says', () => {
    const wider = {
      ...classified,
      'staff plugins.switch': { gate: { door: 'staff', permission: 'orders.read' } },
    } as const;
    expect(faultsOfTable(core, wider)).toEqual([expect.stringContaining('"staff plugins.switch" lets in')]);
  });

  it('finds the procedures of plugins, each at its door', () => {
    const descriptor = notePlugin();
    const api = { burn: open.mutation(z.strictObject({}), () => 'burnt') };
    const found = proceduresOf([{ descriptor, server: definePlugin({ api }), index: 0 }]);
    expect(found.filter(({ path: name }) => name.startsWith('x.'))).toEqual([
      { door: 'portal', path: 'x.notes.burn', type: 'mutation', gate: { door: 'open' } },
    ]);
  });
});

describe('the list of ways to files', () => {
  it('comes through every route below /files', () => {
    expect(fileRoutes().length).toBeGreaterThan(3);
    expect(faultsOfFileWays()).toEqual([]);
  });

  it('names a file of a plugin that is not classified, lets in others, or is gone', () => {
    const descriptor = tallyPlugin();
    const make = () => ({ name: 'a.txt', type: 'text/plain', bytes: new Uint8Array() });
    const downloads = {
      'tally.pdf': open.download(z.strictObject({}), make),
      'all.csv': open.download(z.strictObject({}), make),
    };
    const plugins = [{ descriptor, server: definePlugin({ downloads }), index: 0 }];
    expect(faultsOfFiles(plugins)).toEqual([
      expect.stringContaining('"tallies/tally.pdf" lets in'),
      expect.stringMatching('"tallies/all.csv" is not classified.* in apps/server/test/matrix/plugins/tallies.ts'),
      expect.stringContaining('matrix/plugins/tallies.ts knows the file "tallies/counts.csv"'),
    ]);
  });

  it('names an upload of a plugin that is not classified, lets in others, or is gone', () => {
    const descriptor = tallyPlugin();
    const input = z.strictObject({ order: z.uuid() });
    const uploads = { papers: open.upload(input, () => null), all: open.upload(input, () => null) };
    const plugins = [{ descriptor, server: definePlugin({ uploads }), index: 0 }];
    expect(faultsOfUploads(plugins)).toEqual([
      expect.stringContaining('"tallies/papers" lets in'),
      expect.stringMatching('"tallies/all" is not classified.* in apps/server/test/matrix/plugins/tallies.ts'),
      expect.stringContaining('matrix/plugins/tallies.ts knows the upload "tallies/receipts"'),
    ]);
  });

  it('names a route that no way comes through', () => {
    expect(faultsOfFileWays([...fileRoutes(), 'secret/(.*)'])).toEqual([expect.stringContaining('/files/secret/(.*)')]);
  });
});

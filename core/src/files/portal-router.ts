import * as z from 'zod';
import { procedure, router } from '../procedures.ts';
import type { Files } from './files.ts';
import { ownerOf } from './owner.ts';

const ById = z.strictObject({ id: z.uuid() });

/** What a sender may do with the files of an own draft; they come and go through `/files`. */
export const filesPortalRouter = (files: Files) =>
  router({
    /**
     * What the own customer sent before, once for the same bytes, newest first, each with what of its last order comes along in one of
     * this kind; the next page is before the last one's id.
     */
    earlier: procedure(
      { door: 'portal' },
      z.strictObject({ kind: z.string().max(60), before: z.uuid().optional() }),
    ).query(({ ctx: { call }, input: { kind, before } }) => files.reusable(call, kind, before)),
    remove: procedure({ door: 'open' }, ById, ({ id }) => files.fileReads(id)).mutation(
      ({ ctx: { call, edge, rows } }) => files.remove(call, ownerOf(edge), rows),
    ),
  });

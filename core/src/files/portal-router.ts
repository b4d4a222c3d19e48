import * as z from 'zod';
import { procedure, router } from '../procedures.ts';
import type { Files } from './files.ts';
import { ownerOf } from './owner.ts';

const ById = z.strictObject({ id: z.uuid() });

/** What a sender may do with the files of an own draft; they come and go through `/files`. */
export const filesPortalRouter = (files: Files) =>
  router({
    remove: procedure({ door: 'open' }, ById, ({ id }) => files.fileReads(id)).mutation(
      ({ ctx: { call, edge, rows } }) => files.remove(call, ownerOf(edge), rows),
    ),
  });

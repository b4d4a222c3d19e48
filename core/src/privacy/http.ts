import { Readable } from 'node:stream';
import { PlatformError, type Gate } from '@docket/sdk';
import type { Access } from '../access/access.ts';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Privacy } from './privacy.ts';
import { exportById, type ExportRow } from './store-export.ts';

/** Answers `/files/exports/<id>`: a ZIP for whoever asked for it, and nothing for anybody else. */
export type ExportHandler = (edge: Edge, id: string) => Promise<Response>;

export const exportHandler =
  ({ exports }: Pick<Privacy, 'exports'>, access: Access): ExportHandler =>
  async (edge, id) => {
    const { rows } = await access.enter(edge, { door: 'open' }, [exportById({ id })]);
    const row = (rows[0] as ExportRow[])[0];
    const { call } = await access.enter(edge, gateOf(row), []).catch((error: unknown) => {
      // What is another's answers like what there is not.
      throw isForeign(error) ? new PlatformError(errors['not-found']) : error;
    });
    exports.own(call, row);
    // Whoever found an open browser must not carry everything away.
    if (call.actor.type === 'contact') await access.enter(edge, { door: 'portal', fresh: true }, []);
    const zip = await exports.follow(call, row);
    return new Response(Readable.toWeb(zip) as ReadableStream, {
      headers: {
        'Content-Type': 'application/zip',
        'Content-Disposition': 'attachment; filename="data.zip"',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
      },
    });
  };

function gateOf(row: ExportRow | undefined): Gate {
  if (!row) throw new PlatformError(errors['not-found']);
  return row.asked_by_type === 'staff' ? { door: 'staff', permission: 'privacy.manage' } : { door: 'portal' };
}

const isForeign = (error: unknown): boolean =>
  error instanceof PlatformError && ['sign-in.needed', 'right.missing'].includes(error.code);

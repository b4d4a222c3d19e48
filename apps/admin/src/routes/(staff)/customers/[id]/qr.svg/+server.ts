import { renderSVG } from 'uqr';
import { answer } from '#lib/server/refusals.ts';
import { portalLink } from '#lib/server/portal-link.ts';
import type { RequestHandler } from './$types';

/** A customer's link as a QR code, black on white, with a quiet zone of four modules (ISO/IEC 18004); to keep with `?download`. */
export const GET: RequestHandler = (event) =>
  answer(event, async ({ staff }) => {
    const { slug, entryKey } = await staff.customers.get({ id: event.params.id });
    const headers = new Headers({ 'Content-Type': 'image/svg+xml' });
    if (event.url.searchParams.has('download'))
      headers.set('Content-Disposition', `attachment; filename="${slug}-qr.svg"`);
    return new Response(renderSVG(portalLink(event.url, { slug, entryKey }), { ecc: 'M', border: 4 }), { headers });
  });

import { PlatformError } from '@docket/sdk';
import * as z from 'zod';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Door, Live } from './live.ts';

/** Answers the address at which browsers hear of changes: `/live` of customers, `/admin/live` of staff. */
export type LiveHandler = (edge: Edge, request: Request, door: Door) => Promise<Response>;

/** `since` asks once, empty for the first time; without it the answer goes on. `age` is that of the page, in milliseconds. */
const Asked = z.strictObject({
  since: z.string().max(36).optional(),
  age: z.coerce.number().int().min(0).max(60_000).optional(),
});

export const liveHandler =
  (live: Pick<Live, 'stream' | 'since'>): LiveHandler =>
  async (edge, request, door) => {
    // Where staff look at the portal as a contact, nothing has to be new.
    if (edge.preview || request.method !== 'GET') throw new PlatformError(errors['not-found']);
    const asked = Asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success) throw new PlatformError(errors['input.malformed']);
    const { since, age } = asked.data;
    if (since !== undefined) return Response.json(await live.since(edge, door, { mark: since || undefined, age }));
    const mark = request.headers.get('last-event-id') ?? undefined;
    return new Response(await live.stream(edge, door, { mark, age }), {
      headers: {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        // Proxies that gather answers would hold back what is new (nginx).
        'X-Accel-Buffering': 'no',
      },
    });
  };

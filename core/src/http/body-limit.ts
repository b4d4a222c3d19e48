import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

interface BodyLimit {
  readonly maxSize: number;
  readonly onError: () => Response;
}

/**
 * Refuses bodies above a size. Where the sender says it, the header alone decides, for whoever looks at the body itself
 * makes the server's quick request a slow one; the server ends a body where its header said.
 */
export function limitBody({ maxSize, onError }: BodyLimit): MiddlewareHandler {
  const counted = bodyLimit({ maxSize, onError });
  return async (context, next) => {
    const { headers } = context.req.raw;
    const size = headers.get('content-length');
    if (size === null || headers.has('transfer-encoding')) return counted(context, next);
    return Number(size) > maxSize ? onError() : next();
  };
}

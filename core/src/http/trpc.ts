import { PlatformError } from '@docket/sdk';
import type { AnyTRPCRouter, TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Visitor } from '../edge.ts';

/** As many calls travel in one request at most; the client sends no more. */
const batchLimit = 10;

interface Door {
  readonly router: AnyTRPCRouter;
  readonly visitor: Visitor;
  /** What the router's procedures start from. */
  readonly context: () => object;
  /** What went wrong on our side, for the log. */
  readonly failed: (path: string, requestId: string, error: Error) => void;
}

/** Answers a request to one door's typed API, cookies included. */
export async function answerCalls(
  { router, visitor, context, failed }: Door,
  request: Request,
  endpoint: string,
): Promise<Response> {
  const response = await fetchRequestHandler<AnyTRPCRouter>({
    endpoint,
    req: request,
    router,
    maxBatchSize: batchLimit,
    responseMeta: ({ errors, info }) => statusOf(info?.isBatchCall === true ? [] : errors),
    createContext: context,
    onError: ({ error, path }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR') failed(path ?? '', visitor.requestId, error);
    },
  });
  for (const cookie of visitor.cookies.changes()) response.headers.append('Set-Cookie', cookie);
  response.headers.set('Cache-Control', 'no-store');
  const { retryAfter } = visitor.refused;
  if (retryAfter !== undefined) response.headers.set('Retry-After', String(retryAfter));
  return response;
}

/** The refusal's own status: tRPC has no code for some, 410 among them. A batch keeps what tRPC makes of its parts. */
function statusOf([error]: readonly TRPCError[]): { readonly status?: number } {
  return error?.cause instanceof PlatformError ? { status: error.cause.status } : {};
}

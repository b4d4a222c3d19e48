import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import { Problem } from '../problem.ts';

/** A server that takes requests. */
export interface Listening {
  readonly port: number;
  /** Takes no more requests, lets running ones end, and after the grace (milliseconds) ends them. */
  close(grace: number): Promise<void>;
}

interface ListenOptions {
  readonly port: number;
  readonly host: string | undefined;
  readonly trustProxy: boolean;
  readonly fetch: (request: Request, bindings: HttpBindings) => Promise<Response>;
}

/** Slow senders hold a connection no longer than this; files may take longer, as an office's upstream is slow. */
const limits = { headers: 8_000, request: 60_000, upload: 30 * 60_000, connections: 10_000 } as const;

/** Opens the port. Throws a `Problem` when the port cannot be had. */
export async function listen({ port, host, trustProxy, fetch }: ListenOptions): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: (request, bindings) => {
      const { incoming } = bindings as HttpBindings;
      sayProtocol(incoming, trustProxy);
      limitBody(incoming);
      return fetch(request, bindings as HttpBindings);
    },
    serverOptions: { headersTimeout: limits.headers, requestTimeout: limits.upload, keepAliveTimeout: 65_000 },
  }) as Server;
  server.maxConnections = limits.connections;
  await opened(server, port, host);
  return { port: (server.address() as AddressInfo).port, close: (grace) => close(server, grace) };
}

/** The apps read the protocol from this header: what a stranger wrote there must not reach them. */
function sayProtocol(incoming: IncomingMessage, trustProxy: boolean): void {
  const real = 'encrypted' in incoming.socket ? 'https' : 'http';
  if (!trustProxy || incoming.headers['x-forwarded-proto'] === undefined) incoming.headers['x-forwarded-proto'] = real;
}

function limitBody(incoming: IncomingMessage): void {
  if (incoming.method === 'GET' || incoming.method === 'HEAD' || /^(\/s\/[^/]+)?\/files\//.test(incoming.url ?? '')) {
    return;
  }
  const late = setTimeout(() => incoming.complete || incoming.destroy(), limits.request);
  late.unref();
  incoming.once('close', () => clearTimeout(late));
}

function opened(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusal(port, error)));
    server.listen({ port, ...(host && { host }) }, resolve);
  });
}

function refusal(port: number, cause: NodeJS.ErrnoException): Problem {
  const next = `Start on another port: PORT=${port + 1}`;
  if (cause.code === 'EADDRINUSE') return new Problem(`Port ${port} is taken by another program.`, next, { cause });
  if (cause.code === 'EACCES') {
    return new Problem(`Port ${port} may only be opened by an administrator.`, next, { cause });
  }
  return new Problem(`Port ${port} cannot be opened (${cause.code}).`, 'Check PORT and HOST.', { cause });
}

/** A connection that has answered its last request is idle and still open; hence the look every moment. */
function close(server: Server, grace: number): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  const late = setTimeout(() => server.closeAllConnections(), grace);
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(late);
      resolve();
    });
  });
}

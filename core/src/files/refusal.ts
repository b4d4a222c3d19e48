import { PlatformError } from '@docket/sdk';
import { errors } from '../errors.ts';
import { secondsToWait } from '../seconds-to-wait.ts';

const nextOf = (code: string): string => Object.values(errors).find((known) => known.code === code)?.next ?? '';

/** What an answer of `/files` says of a refusal, as JSON. */
export const refusalText = ({ code, status, message, params }: PlatformError): string =>
  JSON.stringify({ code, status, message, next: nextOf(code), params });

/** The refusal in the form that the tus server throws. */
export const forTus = (error: unknown): unknown =>
  error instanceof PlatformError ? { status_code: error.status, body: refusalText(error) } : error;

/** The refusal as an answer: plain text for somebody who followed a link, JSON for a program. */
export function refusalAnswer(error: PlatformError, request: Request): Response {
  const isPage = request.headers.get('accept')?.includes('text/html') ?? false;
  const body = isPage ? `${error.message} ${nextOf(error.code)}` : refusalText(error);
  const type = isPage ? 'text/plain; charset=utf-8' : 'application/json';
  const seconds = secondsToWait(error.status, error.params);
  const wait = seconds !== undefined && { 'Retry-After': String(seconds) };
  return new Response(body, {
    status: error.status,
    headers: { 'Content-Type': type, 'Cache-Control': 'no-store', ...wait },
  });
}

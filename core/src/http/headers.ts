/** On every answer, also of errors. What has no content security policy of its own gets the one that allows nothing. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};

/** For what is no page. Pages bring their own, with a nonce; files theirs, which lets them do nothing even when shown. */
const closed = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A year, as browsers ask for to take it seriously; not for hosts below, for those may be other people's. */
const onlyHttps = 'max-age=31536000';

/** Every header of safety. `secure`: browsers reach the platform by https alone. */
export const headersOf = (secure: boolean): Readonly<Record<string, string>> => ({
  ...securityHeaders,
  ...(secure && { 'Strict-Transport-Security': onlyHttps }),
});

/** Puts them on an answer; what it says of its own stays. Nothing of it is kept unless it says for how long. */
export function protect(headers: Headers, secure: boolean): void {
  const standard = { ...headersOf(secure), 'Content-Security-Policy': closed, 'Cache-Control': 'no-store' };
  for (const [name, value] of Object.entries(standard)) if (!headers.has(name)) headers.set(name, value);
}

/** The same for an answer that an app writes itself: what it says of its own replaces these. */
export const headersBeforePage = (secure: boolean): Readonly<Record<string, string>> => ({
  ...headersOf(secure),
  'Content-Security-Policy': closed,
});

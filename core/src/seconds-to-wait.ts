/** Seconds after which a dependency that was away may be asked again. */
const pause = 30;

/** What `Retry-After` says of a refusal (RFC 9110, 10.2.3), in seconds; undefined where waiting does not help. */
export function secondsToWait(status: number, params: Readonly<Record<string, string | number>>): number | undefined {
  if (status === 429) return Math.max(1, Number(params['minutes'] ?? 1)) * 60;
  return status === 503 ? pause : undefined;
}

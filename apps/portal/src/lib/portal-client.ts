import { refusalOf } from '@docket/sdk/client';
import type { Refusal } from '@docket/sdk/client';
import type { PortalInputs, PortalOutputs } from '#lib/core.ts';

/** The portal's API as the browser calls it. Import this module dynamically: no page needs it for its first paint. */
export type PortalClient = ReturnType<typeof portalClient>;

type Requests = keyof PortalInputs['requests'];
type Call<Name extends Requests> = (input: PortalInputs['requests'][Name]) => Promise<PortalOutputs['requests'][Name]>;

/**
 * `base` is the prefix of the shop's addresses. Calls reject with `Refused`. Two calls in the server's own notation: the
 * whole client would weigh more than the form's script does.
 */
export function portalClient(base: string) {
  const address = (name: string): string => `${base}/trpc/portal/requests.${name}`;
  const save: Call<'save'> = (input) => answered(() => post(address('save'), JSON.stringify(input)));
  const open: Call<'open'> = (input) =>
    answered(() => fetch(`${address('open')}?input=${encodeURIComponent(JSON.stringify(input))}`));
  return { save, open };
}

/** Browsers let a small request outlive its page, so that the last words before a tab closes still arrive. */
const post = (url: string, body: string): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
    keepalive: body.length < 60_000,
  });

async function answered<Answer>(call: () => Promise<Response>): Promise<Answer> {
  const { result, error } = await readBody(call);
  if (result) return result.data as Answer;
  throw new Refused(refusalOf(error), error);
}

interface Body {
  readonly result?: { readonly data: unknown };
  readonly error?: unknown;
}

/** No answer at all reads like the client's own error, so that `refusalOf` knows it. */
async function readBody(call: () => Promise<Response>): Promise<Body> {
  const silence = { name: 'TRPCClientError' };
  try {
    return (await (await call()).json()) as Body;
  } catch (cause) {
    return { error: cause instanceof TypeError ? { ...silence, cause } : cause };
  }
}

/** What the server, or its silence, says against a call. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal, cause: unknown) {
    super(refusal.message, { cause });
    this.refusal = refusal;
  }
}

import { fail, type Action, type Actions, type RequestEvent } from '@sveltejs/kit';
import { refusalOf } from '@docket/sdk/client';
import type { SignedIn } from '#lib/core.ts';
import type { Told } from '#lib/page/refusal-words.ts';
import { keptPrefix, type ProofState } from '#lib/sign-in/proof-state.ts';
import { textOf } from './form-text.ts';
import { signedIn } from './passkeys.ts';
import { shopScope } from './scope.ts';

/**
 * Wraps the actions of a page whose work may need a newer proof. An action that was refused for that answers a
 * `ProofState`, which the page draws with `ProveAgain`; the right code, or one's own passkey, then runs the action with
 * what was posted before.
 */
export function withProof<Own extends Actions>(own: Own) {
  const wrapped = Object.entries(own).map(([name, action]) => [name, proofFirst(name, action)] as const);
  return {
    // What they answer besides is what `askProof` answers.
    ...(Object.fromEntries(wrapped) as unknown as Own),
    askProof: async ({ request }: RequestEvent) => asked(waitingIn(await request.formData())),
    prove: async (event: RequestEvent) => prove(event, own, byCode),
    provePasskey: async (event: RequestEvent) => prove(event, own, byPasskey),
  };
}

type Waiting = Pick<ProofState, 'action' | 'fields'>;

const proofFirst =
  (name: string, action: Action): Action =>
  async (event) => {
    const copy = event.request.clone();
    const answer: unknown = await action(event);
    return isRefusedFor(answer, 'proof.needed')
      ? asked({ action: name, fields: textsOf(await copy.formData()) })
      : answer;
  };

function isRefusedFor(answer: unknown, code: string): boolean {
  const { refusal } = (answer as { data?: { refusal?: Told } } | undefined)?.data ?? {};
  return refusal?.code === code;
}

/** Mails a code to who is signed in, and shows the form for it even when no more may be sent: one may be there. */
async function asked(waiting: Waiting) {
  const me = await whoAmI();
  const refusal = await refusedBy(shopScope().portal.access.start({ email: me.email }));
  return fail(401, { proof: { ...waiting, ...faceOf(me), refusal } satisfies ProofState });
}

/** A way to prove it: what it calls, and what its refusal is to say besides. */
interface Way {
  readonly call: (form: FormData, me: SignedIn) => Promise<unknown>;
  readonly more: Pick<ProofState, 'byPasskey'>;
}

const byCode: Way = {
  call: (form, me) => shopScope().portal.access.verify({ code: textOf(form, 'code'), customer: me.customer.slug }),
  more: {},
};

const byPasskey: Way = {
  call: (form) => shopScope().portal.passkeys.prove(signedIn(form)),
  more: { byPasskey: true },
};

async function prove(event: RequestEvent, own: Actions, way: Way) {
  const form = await event.request.formData();
  const [waiting, me] = [waitingIn(form), await whoAmI()];
  const refusal = await refusedBy(way.call(form, me));
  if (refusal) return fail(401, { proof: { ...waiting, ...faceOf(me), refusal, ...way.more } satisfies ProofState });
  const action = Object.hasOwn(own, waiting.action) ? own[waiting.action] : undefined;
  if (!action) return fail(400, { refusal: { code: 'input.malformed' } satisfies Told });
  return action(posting(event, waiting.fields));
}

/** The same event, as if the form that waited had just been posted. */
function posting(event: RequestEvent, fields: Waiting['fields']): RequestEvent {
  const body = new URLSearchParams(fields.map(([name, value]) => [name, value]));
  const request = new Request(event.url, { method: 'POST', body });
  return Object.create(event, { request: { value: request } }) as RequestEvent;
}

const faceOf = ({ email, hasPasskey }: SignedIn) => ({ email, hasPasskey });

async function whoAmI(): Promise<SignedIn> {
  const me = await shopScope().portal.access.me({});
  if (!me.signedIn) throw new Error('Who is asked for a newer proof is signed in.');
  return me;
}

async function refusedBy(call: Promise<unknown>): Promise<Told | null> {
  try {
    await call;
    return null;
  } catch (cause) {
    const { code, params, status } = refusalOf(cause);
    if (status >= 500) throw cause;
    return { code, params };
  }
}

const textsOf = (form: FormData): Waiting['fields'] =>
  [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));

function waitingIn(form: FormData): Waiting {
  const kept = textsOf(form).filter(([name]) => name.startsWith(keptPrefix));
  return {
    action: textOf(form, 'action'),
    fields: kept.map(([name, value]) => [name.slice(keptPrefix.length), value]),
  };
}

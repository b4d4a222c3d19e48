import type { TestPlatform } from '@docket/core/testing';
import type { Procedure } from '@docket/sdk';
import { pluginCaller, type PluginCaller } from '@docket/sdk/client';
import { ofOrder, portal, staff, thing } from '../classifying.ts';
import type { KnownPlugin } from '../plugins.ts';
import { questionHash, unknown } from '../things.ts';
import { drawing, ownersOf, sarahsOf, type Way } from '../ways.ts';
import type { World } from '../world.ts';

type ProofsApi = Readonly<
  Record<
    'send' | 'compose' | 'withdraw' | 'removeMockup' | 'pin' | 'unpin' | 'pinDone',
    Procedure<object, unknown, 'mutation'>
  >
> & {
  readonly proofs: Procedure<object, { readonly proofs: readonly ShownForPin[] }, 'query'>;
};

/** What of a proof a note is about. */
interface ShownForPin {
  readonly current: {
    readonly pictures: readonly { readonly id: string }[];
    readonly pins: readonly { readonly id: string }[];
  };
}

/** A form with a picture of some keys. */
function formWith(fields: Readonly<Record<string, string>> = {}): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('files', new File([drawing], 'keys.svg', { type: 'image/svg+xml' }));
  return body;
}

/** A new errand of Sarah's, with a picture of what is fetched. */
async function errandOf({ platform }: TestPlatform, world: World): Promise<string> {
  const sarah = await sarahsOf(world);
  const { requests } = sarah.portal;
  const { id } = await requests.begin.mutate({ kind: 'errand' });
  await sarah.fetch(`/files/drafts/${id}/what`, { method: 'POST', body: formWith() });
  const files = (await requests.open.query({ id })).files.map((file) => file.id);
  const { orderId } = await requests.submit.mutate({ id, content: { title: 'Fetch the keys', pieces: 1, files } });
  await platform.settle();
  return orderId!;
}

/** What is done to a mockup that was just given for an errand of Sarah's. */
const pictured =
  (
    act: (proofs: PluginCaller<ProofsApi>, seen: { readonly order: string; readonly work: string }) => Promise<unknown>,
  ): Way =>
  async (test, world) => {
    const { platform } = test;
    const seen = { order: await errandOf(test, world), work: 'e1' };
    const owner = ownersOf(world);
    const body = formWith(seen);
    await owner.fetch('/files/given/proofs/mockups', { method: 'POST', body, headers: { accept: 'application/json' } });
    await platform.settle();
    await act(pluginCaller<ProofsApi>(owner.staff, 'proofs'), seen);
  };

/** What is done to a note of Sarah's on such a mockup, which was sent. */
const noted =
  (
    act: (to: {
      readonly order: string;
      readonly pin: string;
      readonly sarah: PluginCaller<ProofsApi>;
      readonly proofs: PluginCaller<ProofsApi>;
    }) => Promise<unknown>,
  ): Way =>
  async (platform, world) => {
    const sarah = pluginCaller<ProofsApi>((await sarahsOf(world)).portal, 'proofs');
    await pictured(async (proofs, { order, work }) => {
      await proofs.mutate('send', { order, works: [work], sheet: 1 });
      const current = async () => (await sarah.query('proofs', { order })).proofs[0]!.current;
      const [picture] = (await current()).pictures;
      await sarah.mutate('pin', { order, work, version: 1, picture: picture!.id, text: 'So.' });
      const [pin] = (await current()).pins;
      await act({ order, pin: pin!.id, sarah, proofs });
    })(platform, world);
  };

/** What is done to a mockup, as the matrix asks it: about one that there is not. */
const oneMockup = {
  gate: staff('proofs.edit'),
  thing: ofOrder,
  staffNeeds: 'orders.read',
  endsIn: { status: 404, code: 'proofs.unknown' },
} as const;

/** What its customer notes on a mockup. */
const onePicture = {
  gate: portal('approve'),
  thing: ofOrder,
  endsIn: { status: 404, code: 'proofs.unknown' },
} as const;

const oneFile = { gate: portal(), thing: ofOrder, absent: 'work=w1&mockup=1' } as const;
/** The question of the world is another plugin's. */
const oneCertificate = { gate: portal(), thing: thing('question', 'approval'), absent: '' } as const;
const ofStaff = { gate: staff('proofs.read'), sees: 'orders.read' } as const;

export const plugin: KnownPlugin = {
  procedures: {
    'portal proofs': { gate: portal(), thing: ofOrder },
    'portal pin': { ...onePicture, input: () => ({ work: 'w1', version: 1, picture: unknown.order, text: 'So.' }) },
    'portal unpin': { ...onePicture, input: () => ({ pin: unknown.order }) },
    'staff board': { gate: staff('proofs.read'), thing: ofOrder, staffNeeds: 'orders.read' },
    'staff followUp': { gate: staff('proofs.read') },
    'staff designs': { gate: staff('proofs.read'), thing: thing('customer', 'customer'), passesOver: true },
    'staff send': { ...oneMockup, input: () => ({ works: ['w1'], sheet: 0 }) },
    'staff withdraw': { ...oneMockup, input: () => ({ work: 'w1', reason: 'So.' }) },
    'staff compose': { ...oneMockup, input: () => ({ works: ['w1'], sheet: 0 }) },
    'staff pinDone': { ...oneMockup, input: () => ({ pin: unknown.order, done: 'yes' }) },
    'staff removeMockup': { ...oneMockup, input: () => ({ work: 'w1', version: 1 }) },
  },
  made: {
    'mockup.pdf': oneFile,
    'staff-mockup.pdf': { ...oneFile, ...ofStaff },
    'certificate.pdf': oneCertificate,
    'staff-certificate.pdf': { ...oneCertificate, ...ofStaff },
  },
  given: {
    mockups: { gate: oneMockup.gate, fields: { work: 'w1' }, endsIn: oneMockup.endsIn },
    offline: {
      gate: staff('proofs.record'),
      fields: {
        work: 'w1',
        question: unknown.question,
        hash: questionHash,
        way: 'phone',
        name: 'Sarah',
        at: '2026-06-16T09:30',
        choice: 'approve',
      },
      endsIn: oneMockup.endsIn,
    },
  },
  ways: {
    'portal pin': noted(async () => undefined),
    'portal unpin': noted(({ order, pin, sarah }) => sarah.mutate('unpin', { order, pin })),
    'staff send': pictured((proofs, { order, work }) => proofs.mutate('send', { order, works: [work], sheet: 1 })),
    'staff withdraw': pictured(async (proofs, { order, work }) => {
      await proofs.mutate('send', { order, works: [work], sheet: 1 });
      await proofs.mutate('withdraw', { order, work, reason: 'So.' });
    }),
    'staff compose': async (test, world) => {
      const proofs = pluginCaller<ProofsApi>(ownersOf(world).staff, 'proofs');
      await proofs.mutate('compose', { order: await errandOf(test, world), works: ['e1'], sheet: 0 });
    },
    'staff pinDone': noted(({ order, pin, proofs }) => proofs.mutate('pinDone', { order, pin, done: 'yes' })),
    'staff removeMockup': pictured((proofs, seen) => proofs.mutate('removeMockup', { ...seen, version: 1 })),
  },
  traces: [
    `with sheet as (
       insert into px_proofs.sheet (tenant_id, order_id, version)
       select tenant_id, id, 1 from core.orders limit 1 returning tenant_id, order_id
     ), mockup as (
       insert into px_proofs.mockup (tenant_id, order_id, work, version, files, note, at)
       select tenant_id, order_id, 'e1', 1, '[]', '', now() from sheet returning tenant_id, order_id, work
     ), proof as (
       insert into px_proofs.proof (tenant_id, order_id, work, version, mockup, looks, terms, terms_version, ticks, sent_at)
       select tenant_id, order_id, work, 1, 1, '', '', '', '{}', now() from mockup returning tenant_id, order_id, work
     )
     insert into px_proofs.pin (tenant_id, order_id, work, round, number, id, picture, words, at)
     select tenant_id, order_id, work, 1, 1, gen_random_uuid(), gen_random_uuid(), '-', now() from proof`,
  ],
};

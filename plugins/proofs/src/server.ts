import { approval, definePlugin, intake, on, status, type CallContext } from '@docket/sdk';
import { certificatePdfFile, staffCertificatePdf } from './compose/certificate-file.ts';
import { composeMockups } from './compose/compose-mockups.ts';
import { mockupPdfFile, staffMockupPdf } from './compose/mockup-file.ts';
import { designs } from './designs/designs.ts';
import { pin, pinDone, unpin } from './pins/pins.ts';
import { followUp } from './sheet/follow-up.ts';
import { mayDecide, mayMove } from './sheet/guards.ts';
import { follow, settle } from './sheet/settle.ts';
import { board, proofs } from './sheet/shown-sheet.ts';
import { offline } from './recording/offline.ts';
import { mockups, removeMockup, send, withdraw } from './sheet/staff-changes.ts';

/** Told again it changes nothing: what is asked is brought to what the order is by then, which moves on once for each approval. */
const changed = ({ orderId }: { readonly orderId: string }, context: CallContext): Promise<void> =>
  follow(context, orderId);

/** Where it was moved on to is for whoever moved it: nothing moves it again. */
const moved = async ({ orderId }: { readonly orderId: string }, context: CallContext): Promise<void> => {
  await settle(context, orderId);
};

const api = {
  board,
  proofs,
  followUp,
  designs,
  send,
  withdraw,
  removeMockup,
  compose: composeMockups,
  pin,
  unpin,
  pinDone,
};

/** What callers of this plugin call, see `pluginCaller`. */
export type ProofsApi = typeof api;

export const server = definePlugin({
  hooks: [
    mayDecide,
    mayMove,
    on(approval.decided, async (answer, context: CallContext) => {
      if (answer.plugin === 'proofs') await changed(answer, context);
    }),
    on(intake.revised, changed),
    on(intake.changed, changed),
    on(intake.cancelled, moved),
    on(status.moved, moved),
  ],
  api,
  uploads: { mockups, offline },
  downloads: {
    'mockup.pdf': mockupPdfFile,
    'staff-mockup.pdf': staffMockupPdf,
    'certificate.pdf': certificatePdfFile,
    'staff-certificate.pdf': staffCertificatePdf,
  },
});

import { PlatformError, staff, type CallContext, type OwnFiles } from '@docket/sdk';
import * as z from 'zod';
import { errors } from '../errors.ts';
import { isPrinted, mostComposed, obstacleTo } from '../rules/composable.ts';
import { longestWork, type Making } from '../rules/proof.ts';
import { adding } from '../sheet/adding.ts';
import { changeSheet, refuseChanged, refuseOver } from '../sheet/change-sheet.ts';
import { readSheet, workIn, type WorkSheet } from '../sheet/sheet.ts';
import { captionOf, inchOf, nameOf, type Speech } from './caption.ts';
import type { Art } from './picture.ts';
import { artOf, pngOf } from './pixels.ts';

type MadeWork = WorkSheet & { readonly making: Making };
type Stored = Awaited<ReturnType<OwnFiles['store']>>;

/**
 * Draws a mockup of each of these works from what the order says: its artwork, at its size, on its garment. Each becomes the
 * next version of its pictures, as one that was uploaded. All are there, or none.
 */
export const composeMockups = staff('proofs.edit').mutation(
  z.strictObject({
    order: z.uuid(),
    works: z.array(z.string().min(1).max(longestWork)).max(500).default([]),
    sheet: z.coerce.number().int().min(0),
  }),
  async ({ order, works, sheet: seen }, context) => {
    if (works.length === 0) throw new PlatformError(errors['proofs.nothing-to-compose']);
    if (works.length > mostComposed) throw new PlatformError(errors['proofs.compose-many'], { most: mostComposed });
    const sheet = await readSheet(context, order);
    refuseChanged(sheet, seen);
    refuseOver(sheet);
    const wanted = [...new Set(works)].map((id) => workIn(sheet, id));
    const speech: Speech = { words: context.approvals.words(), tenant: context.tenant };
    wanted.forEach((work) => refuseUndrawable(work, speech));
    const arts = new Map<string, Art | undefined>();
    const drawn: { readonly work: MadeWork; readonly bytes: Uint8Array }[] = [];
    for (const work of wanted) drawn.push({ work, bytes: await draw(work, { context, arts, speech }) });
    // Nothing is stored before all of them are drawn.
    const stored: { readonly work: MadeWork; readonly file: Stored }[] = [];
    for (const { work, bytes } of drawn) {
      const name = `${nameOf(work.making.work, speech)}.png`;
      stored.push({ work, file: await context.files.store(order, { name, bytes }) });
    }
    await changeSheet(context, order, (now) => {
      refuseChanged(now, seen);
      const changes = stored.map(({ work, file }) => adding(context, now, asDrawn(workIn(now, work.id), work), [file]));
      return {
        told: changes.flatMap(({ told }) => told),
        statements: changes.flatMap(({ statements }) => statements),
      };
    });
    return { done: true, count: stored.length };
  },
);

function refuseUndrawable({ making: { work } }: MadeWork, speech: Speech): void {
  const obstacle = obstacleTo(work);
  if (obstacle) throw new PlatformError(errors[`proofs.${obstacle}`], { work: nameOf(work, speech) });
}

/** The order may have changed while it was drawn: what is drawn then shows what is not made. */
function asDrawn(now: MadeWork, drawn: MadeWork): MadeWork {
  if (now.making.looks !== drawn.making.looks) throw new PlatformError(errors['proofs.changed']);
  return now;
}

interface Drawing {
  readonly context: CallContext;
  /** By id of their file: several works share one. */
  readonly arts: Map<string, Art | undefined>;
  readonly speech: Speech;
}

async function draw({ making: { work } }: MadeWork, { context, arts, speech }: Drawing): Promise<Uint8Array> {
  const art = await artFor(work.files, context, arts);
  const { drawing } = work;
  if (!art || !isPrinted(drawing)) throw new PlatformError(errors['proofs.no-picture'], { work: nameOf(work, speech) });
  // What knows letters is large, and loaded with the first drawing.
  const { compose, sizeOf } = await import('./picture.ts');
  const caption = captionOf(work, sizeOf(drawing.print, art), speech);
  return pngOf(compose({ drawing, art, caption, inch: inchOf(speech) }));
}

/** The first of these files that there is a picture of. */
async function artFor(
  files: readonly string[],
  context: CallContext,
  known: Drawing['arts'],
): Promise<Art | undefined> {
  for (const id of files) {
    if (!known.has(id)) {
      const picture = await context.files.picture(id);
      known.set(id, picture ? await artOf(picture) : undefined);
    }
    const art = known.get(id);
    if (art) return art;
  }
  return undefined;
}

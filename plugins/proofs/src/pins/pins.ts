import { randomUUID } from 'node:crypto';
import { FormText, PlatformError, portal, staff, type CallContext, type Json } from '@docket/sdk';
import * as z from 'zod';
import { errors } from '../errors.ts';
import { areas, mostPins, type Area } from '../rules/pin.ts';
import { calledIn } from '../sheet/called.ts';
import { madeWorks, readSheet, workIn, type Sheet, type WorkSheet } from '../sheet/sheet.ts';
import { addPin, markPin, removePin, type PinRow } from './statements.ts';
import { longestWork } from '../rules/proof.ts';

const share = z.coerce.number().optional();
const ofOrder = { order: z.uuid(), pin: z.uuid() };

/** Letters of a note. */
const longest = 1000;

/** Notes something on a picture that the customer is asked about: at a place of it, on a part of it, or on the whole. */
export const pin = portal('approve').mutation(
  z.strictObject({
    order: z.uuid(),
    work: z.string().min(1).max(longestWork),
    version: z.coerce.number().int().min(1),
    picture: z.uuid(),
    x: share,
    y: share,
    area: z.enum(['', ...areas]).default(''),
    text: FormText,
  }),
  async ({ order, work, version, picture, x, y, area, text: typed }, context): Promise<Json> => {
    const { making, pins } = openRound(workIn(await readSheet(context, order), work), version, picture);
    const words = typed.trim();
    if (words === '' || words.length > longest) throw new PlatformError(errors['proofs.pin-empty'], { most: longest });
    if (pins.filter(({ round }) => round === version).length >= mostPins)
      throw new PlatformError(errors['proofs.pin-many'], { most: mostPins });
    const place = placeOf(x, y, area);
    const of = { tenant: context.tenant.id, order, work, round: version, picture };
    const hand = { id: randomUUID(), contact: contactOf(context), at: context.now.toISOString() };
    const after = { work: calledIn(context, making.work), round: version, words };
    await context.data.write([{ order, action: 'proofs.pin', after }], addPin({ ...of, ...hand, ...place, words }));
    return done;
  },
);

/** Takes back a note of one's own, while its round waits for an answer and nobody has dealt with it. */
export const unpin = portal('approve').mutation(
  z.strictObject(ofOrder),
  async ({ order, pin: id }, context): Promise<Json> => {
    const { row, work } = findPin(await readSheet(context, order), id);
    openRound(work, row.round, row.picture);
    const contact = contactOf(context);
    if (row.contact !== contact) throw new PlatformError(errors['proofs.unknown']);
    const before = { number: row.number, words: row.words };
    const at = context.now.toISOString();
    await context.data.write([{ order, action: 'proofs.unpin', before }], removePin({ order, pin: id, contact, at }));
    return done;
  },
);

/** Says of a note that it is done, or open after all. */
export const pinDone = staff('proofs.edit').mutation(
  z.strictObject({ ...ofOrder, done: z.enum(['yes', '']).default('') }),
  async ({ order, pin: id, done: typed }, context): Promise<Json> => {
    const { row } = findPin(await readSheet(context, order), id);
    const { actor, now } = context;
    const isDone = typed === 'yes';
    const mark = { at: isDone ? now.toISOString() : null, by: isDone && actor.type === 'staff' ? actor.id : null };
    const change = {
      before: { number: row.number, done: row.doneAt !== null },
      after: { number: row.number, done: isDone },
    };
    await context.data.write([{ order, action: 'proofs.pin-done', ...change }], markPin({ order, pin: id, ...mark }));
    return done;
  },
);

const done: Json = { done: true };

const contactOf = ({ actor }: Pick<CallContext, 'actor'>): string => (actor.type === 'contact' ? actor.id : '');

function findPin(sheet: Sheet, id: string): { readonly row: PinRow; readonly work: WorkSheet } {
  const work = madeWorks(sheet).find(({ pins }) => pins.some((one) => one.id === id));
  const row = work?.pins.find((one) => one.id === id);
  if (!work || !row) throw new PlatformError(errors['proofs.unknown']);
  return { row, work };
}

/** The work, while this round of it waits for an answer and this picture is in it. */
function openRound<W extends WorkSheet>(work: W, version: number, picture: string): W {
  const { round, question } = work.judged;
  if (round?.version !== version || question?.state !== 'open') throw new PlatformError(errors['proofs.pin-closed']);
  const mockup = work.mockups.find((one) => one.version === round.mockup);
  if (!mockup?.files.some(({ id }) => id === picture)) throw new PlatformError(errors['proofs.unknown']);
  return work;
}

/** A place that is pointed at is on the picture; who points at none names a part of it, or means the whole. */
function placeOf(x: number | undefined, y: number | undefined, area: Area | '') {
  if (x === undefined && y === undefined) return { x: null, y: null, area: area === '' ? null : area };
  if (!isShare(x) || !isShare(y)) throw new PlatformError(errors['proofs.pin-outside']);
  return { x, y, area: null };
}

const isShare = (value: number | undefined): value is number => value !== undefined && value >= 0 && value <= 1;

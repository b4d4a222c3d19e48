import * as z from 'zod';
import { JsonInput } from '../../json-input.ts';
import { procedure, router } from '../../procedures.ts';
import { submitPreload, type Requests } from '../requests.ts';
import { programLimits } from '../submit-limits.ts';
import { messagePreload, type Programs } from './programs.ts';

const mayOrder = { door: 'api', right: 'order' } as const;

/** Chosen by the sender: the same again gets the first answer. */
const Id = z.uuid();

const Numbered = z.strictObject({
  id: Id,
  /** The customer's own reference of the order. */
  reference: z.string().trim().min(1).max(200),
  /** Of what is sent about this order: one, two, three… */
  sequence: z.int().min(1).max(2_000_000_000),
});

/** What programs of customers send. */
export const programsRouter = ({ programs, requests }: { readonly programs: Programs; readonly requests: Requests }) =>
  router({
    create: procedure(mayOrder, z.strictObject({ id: Id, kind: z.string().max(60), content: JsonInput }), (_, edge) =>
      submitPreload(undefined, programLimits(edge).counted, edge.now),
    ).mutation(async ({ ctx: { call, edge, rows }, input }) => {
      const receipt = await requests.submit(call, null, requests.reads(rows), input, programLimits(edge));
      if (receipt.orderId !== null) await programs.takeHeldOf(call, receipt.orderId);
      return receipt;
    }),
    /** Says anew what the whole order is. */
    change: procedure(
      mayOrder,
      Numbered.extend({
        content: JsonInput,
        /** The order's version that it was made on, for who knows it. */
        base: z.int().positive().optional(),
      }),
      (_, edge) => messagePreload(programLimits(edge).counted, edge),
    ).mutation(({ ctx: { call, edge, rows }, input: { content, base, ...numbered } }) =>
      programs.receive(
        call,
        rows,
        { ...numbered, intent: 'change', body: { content, base: base ?? null } },
        programLimits(edge).counted,
      ),
    ),
    cancel: procedure(mayOrder, Numbered.extend({ reason: z.string().trim().min(1).max(500) }), (_, edge) =>
      messagePreload(programLimits(edge).counted, edge),
    ).mutation(({ ctx: { call, edge, rows }, input: { reason, ...numbered } }) =>
      programs.receive(call, rows, { ...numbered, intent: 'cancel', body: { reason } }, programLimits(edge).counted),
    ),
  });

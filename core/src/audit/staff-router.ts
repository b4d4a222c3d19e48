import * as z from 'zod';
import { procedure, router } from '../procedures.ts';
import { linesPreload, pageOf, type Asked, type Audit, type AuditRow } from './lines.ts';
import { auditPeople } from './store.ts';

const reader = { door: 'staff', permission: 'audit.read' } as const;

const Filter = z.strictObject({
  person: z.uuid().nullish(),
  kind: z.string().max(40).nullish(),
  action: z.string().max(80).nullish(),
  /** Days of the shop's own zone, both included. */
  from: z.iso.date().nullish(),
  to: z.iso.date().nullish(),
  /** Only what is about this one thing. */
  subject: z.string().min(1).max(80).nullish(),
});
const Page = Filter.extend({
  /** The `next` of the page before. */
  before: z.uuid().nullish(),
  rows: z.int().min(1).max(500).default(50),
});

const askedOf = ({ person, kind, action, from, to, subject }: z.output<typeof Filter>): Asked => ({
  person: person ?? null,
  kind: kind ?? null,
  action: action ?? null,
  from: from ?? null,
  to: to ?? null,
  subject: subject ?? null,
});

/** Who did what, when, and on whose behalf. */
export const auditStaffRouter = (audit: Audit) =>
  router({
    list: procedure(reader, Page, ({ before = null, rows, ...filter }, { shop }) => [
      linesPreload(askedOf(filter), { before, rows }, shop.tenant.timeZone),
    ]).query(({ ctx, input: { before = null, rows } }) => pageOf(ctx.rows[0] as AuditRow[], { before, rows })),
    /** What a list may be narrowed by. */
    choices: procedure(reader, z.strictObject({}), () => [auditPeople({})]).query(({ ctx }) => ({
      people: ctx.rows[0] as { readonly id: string; readonly name: string }[],
      actions: audit.actionsOf(ctx.call),
    })),
    /** Notes the export; its lines are those of `list` before the answered one. */
    export: procedure(reader, Filter).mutation(({ ctx, input }) => audit.export(ctx.call, askedOf(input))),
  });

import * as z from 'zod';
import { EmailInput } from '../access/access.ts';
import { procedure, router } from '../procedures.ts';
import { customerPreload, pageSize, type Customers } from './customers.ts';
import { mergePlanPreload } from './merging.ts';
import { AddressLabel, AddressValue, ById, Name, Note, PersonInput, Phone } from './inputs.ts';
import {
  customerById,
  customersByName,
  customersNamed,
  type CustomerDetailRow,
  type CustomerRow,
  type NamedRow,
} from './store.ts';

const reader = { door: 'staff', permission: 'customers.read' } as const;
const editor = { door: 'staff', permission: 'customers.edit' } as const;
const Narrowed = z.strictObject({
  search: z.string().trim().max(100).default(''),
  /** Those made for unknown addresses, instead of the real ones. */
  provisional: z.boolean().default(false),
  /** Only those for whom nobody can sign in. */
  noEmail: z.boolean().default(false),
  /** Only those with orders that are not done yet. */
  active: z.boolean().default(false),
});
/** The `next` of the page before. */
const after = { before: z.uuid().nullish() };
const List = Narrowed.extend(after);
const ExportPage = ById.extend(Narrowed.shape).extend(after);
/** As many as a setting may hold. */
const Ids = z.strictObject({ ids: z.array(z.uuid()).min(1).max(5000) });
const Email = EmailInput.nullable();
const NewCustomer = z.strictObject({
  name: Name,
  phone: Phone.optional(),
  contactName: Name.optional(),
  email: Email.optional(),
});
const Profile = ById.extend({
  name: Name,
  email: Email,
  phone: Phone,
  note: Note,
});
const Pair = ById.extend({ into: z.uuid() });
const Replacement = ById.extend({ current: z.string().max(80), wanted: z.string().trim().min(1).max(48).optional() });
const OfCustomer = z.strictObject({ customer: z.uuid() });
const OneOf = OfCustomer.extend(ById.shape);
const Address = OfCustomer.extend({ label: AddressLabel, value: AddressValue });

const wordsOf = (search: string): string[] => search.split(/\s+/).filter(Boolean).slice(0, 8);

const narrowedBy = ({ search, ...only }: z.output<typeof Narrowed>) => ({ ...only, words: wordsOf(search) });

/** What staff may see and do with customers. */
export const customersStaffRouter = (customers: Customers) =>
  router({
    list: procedure(reader, List, ({ before = null, ...only }) => [
      customersByName({ ...narrowedBy(only), before, limit: pageSize + 1 }),
    ]).query(({ ctx }) => customers.page(ctx.rows[0] as CustomerRow[])),
    /** Names by id, all in one call; an id that is no customer's is left out. */
    named: procedure(reader, Ids, ({ ids }) => [customersNamed({ ids })]).query(({ ctx }) => ctx.rows[0] as NamedRow[]),
    get: procedure(reader, ById, ({ id }) => customerPreload(id)).query(async ({ ctx, input }) => ({
      ...customers.get(ctx.call, ctx.rows),
      // Of no use otherwise, and so nobody's to see.
      ...(!ctx.call.shop.face.emailMatch && { entryKey: null }),
      ...(await customers.figures(ctx.call, input.id)),
    })),
    create: procedure(editor, NewCustomer).mutation(({ ctx, input }) => customers.create(ctx.call, input)),
    update: procedure(editor, Profile).mutation(({ ctx, input }) => customers.update(ctx.call, input)),
    rotateLink: procedure(editor, Replacement).mutation(({ ctx, input }) => customers.rotate(ctx.call, input)),
    confirm: procedure(editor, ById, ({ id }) => [customerById({ id })]).mutation(({ ctx }) =>
      customers.confirm(ctx.call, (ctx.rows[0] as CustomerDetailRow[])[0]),
    ),

    export: procedure(editor, Narrowed).mutation(({ ctx, input }) =>
      customers.beginExport(ctx.call, narrowedBy(input)),
    ),
    /** A page of an export that the caller has begun. */
    exportPage: procedure(editor, ExportPage).query(({ ctx, input: { id, before = null, ...only } }) =>
      customers.exportPage(ctx.call, id, narrowedBy(only), before),
    ),

    mergePlan: procedure(editor, Pair, ({ id, into }) => mergePlanPreload(id, into)).query(({ ctx }) =>
      customers.mergePlan(ctx.call, ctx.rows),
    ),
    merge: procedure(editor, Pair.extend(Profile.shape)).mutation(({ ctx, input }) => customers.merge(ctx.call, input)),
    undoMerge: procedure(editor, ById).mutation(({ ctx, input }) => customers.undoMerge(ctx.call, input.id)),

    addContact: procedure(editor, OfCustomer.extend(PersonInput.shape)).mutation(({ ctx, input }) =>
      customers.addContact(ctx.call, input),
    ),
    updateContact: procedure(editor, OneOf.extend(PersonInput.required().shape)).mutation(({ ctx, input }) =>
      customers.updateContact(ctx.call, input),
    ),
    removeContact: procedure(editor, OneOf).mutation(({ ctx, input }) => customers.removeContact(ctx.call, input)),
    restoreContact: procedure(editor, OneOf).mutation(({ ctx, input }) => customers.restoreContact(ctx.call, input)),

    addAddress: procedure(editor, Address).mutation(({ ctx, input }) => customers.saveAddress(ctx.call, input)),
    updateAddress: procedure(editor, Address.extend(ById.shape)).mutation(({ ctx, input }) =>
      customers.updateAddress(ctx.call, input),
    ),
    removeAddress: procedure(editor, OneOf).mutation(({ ctx, input }) => customers.removeAddress(ctx.call, input)),
  });

import * as z from 'zod';
import { EmailInput } from '../access/access.ts';
import { procedure, router } from '../procedures.ts';
import { customerPreload, pageSize, type Customers } from './customers.ts';
import { AddressLabel, AddressValue } from './inputs.ts';
import { customerById, customersByName, type CustomerDetailRow, type CustomerRow } from './store.ts';

const reader = { door: 'staff', permission: 'customers.read' } as const;
const editor = { door: 'staff', permission: 'customers.edit' } as const;
const ById = z.strictObject({ id: z.uuid() });
const Name = z.string().trim().min(1).max(160);
const List = z.strictObject({
  search: z.string().trim().max(100).default(''),
  /** The `next` of the page before. */
  before: z.uuid().nullish(),
  /** Those made for unknown addresses, instead of the real ones. */
  provisional: z.boolean().default(false),
});

const wordsOf = (search: string): string[] => search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);

/** What staff may see and do with customers. */
export const customersStaffRouter = (customers: Customers) =>
  router({
    list: procedure(reader, List, ({ search, before, provisional }) => [
      customersByName({ provisional, words: wordsOf(search), before: before ?? null, limit: pageSize + 1 }),
    ]).query(({ ctx }) => customers.page(ctx.rows[0] as CustomerRow[])),
    get: procedure(reader, ById, ({ id }) => customerPreload(id)).query(({ ctx }) => customers.get(ctx.rows)),
    create: procedure(editor, z.strictObject({ name: Name, contactName: Name, email: EmailInput })).mutation(
      ({ ctx, input }) => customers.create(ctx.call, input),
    ),
    addContact: procedure(editor, z.strictObject({ customer: z.uuid(), name: Name, email: EmailInput })).mutation(
      ({ ctx, input }) => customers.addContact(ctx.call, input),
    ),
    addAddress: procedure(
      editor,
      z.strictObject({ customer: z.uuid(), label: AddressLabel, value: AddressValue }),
    ).mutation(({ ctx, input }) => customers.saveAddress(ctx.call, input)),
    confirm: procedure(editor, ById, ({ id }) => [customerById({ id })]).mutation(({ ctx }) =>
      customers.confirm(ctx.call, (ctx.rows[0] as CustomerDetailRow[])[0]),
    ),
  });

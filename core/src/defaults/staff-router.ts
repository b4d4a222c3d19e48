import * as z from 'zod';
import { JsonInput } from '../json-input.ts';
import { procedure, router } from '../procedures.ts';
import {
  customerDefaultsPreload,
  placeDefaultsPreload,
  serviceDefaultsPreload,
  type Defaults,
  type Holder,
} from './defaults.ts';

const may = (permission: string) => ({ door: 'staff', permission }) as const;
const Kind = z.string().min(1).max(60);
const Base = z.int().min(0);
const Customer = z.strictObject({ id: z.uuid() });
const Service = z.strictObject({ id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/) });
const Place = z.strictObject({ customer: z.uuid(), id: z.uuid() });
const OneKind = { kind: Kind };
const Part = { kind: Kind, part: z.string().max(60), base: Base, form: JsonInput };
const Texts = { kind: Kind, base: Base, texts: z.record(z.string().max(60), z.string().max(20_000)) };
const Restoring = { kind: Kind, base: Base, version: z.int().min(0) };

type Rows = Holder['rows'];
const ofCustomer = ({ id }: { id: string }, rows: Rows): Holder => ({ scope: 'customer', customer: id, rows });
const ofService = ({ id }: { id: string }, rows: Rows): Holder => ({ scope: 'service', service: id, rows });
const ofPlace = ({ customer, id }: { customer: string; id: string }, rows: Rows): Holder => ({
  scope: 'address',
  customer,
  address: id,
  rows,
});
const customerRows = ({ id }: { id: string }) => customerDefaultsPreload(id);
const serviceRows = ({ id }: { id: string }) => serviceDefaultsPreload(id);
const placeRows = ({ customer, id }: { customer: string; id: string }) => placeDefaultsPreload(customer, id);

/** What new orders begin with, for staff. Customers and services are different people's work: each has a gate of its own. */
export const defaultsStaffRouter = (defaults: Defaults) =>
  router({
    ofCustomer: procedure(may('customers.read'), Customer, customerRows).query(({ ctx, input }) =>
      defaults.of(ctx.call, ofCustomer(input, ctx.rows)),
    ),
    formOfCustomer: procedure(may('customers.read'), Customer.extend(OneKind), customerRows).query(({ ctx, input }) =>
      defaults.form(ctx.call, ofCustomer(input, ctx.rows), input.kind),
    ),
    saveOfCustomer: procedure(may('customers.edit'), Customer.extend(Part), customerRows).mutation(({ ctx, input }) =>
      defaults.save(ctx.call, ofCustomer(input, ctx.rows), input),
    ),
    restoreOfCustomer: procedure(may('customers.edit'), Customer.extend(Restoring), customerRows).mutation(
      ({ ctx, input }) => defaults.restore(ctx.call, ofCustomer(input, ctx.rows), input),
    ),

    ofService: procedure(may('plugins.manage'), Service, serviceRows).query(({ ctx, input }) =>
      defaults.of(ctx.call, ofService(input, ctx.rows)),
    ),
    formOfService: procedure(may('plugins.manage'), Service.extend(OneKind), serviceRows).query(({ ctx, input }) =>
      defaults.form(ctx.call, ofService(input, ctx.rows), input.kind),
    ),
    saveOfService: procedure(may('plugins.manage'), Service.extend(Part), serviceRows).mutation(({ ctx, input }) =>
      defaults.save(ctx.call, ofService(input, ctx.rows), input),
    ),
    restoreOfService: procedure(may('plugins.manage'), Service.extend(Restoring), serviceRows).mutation(
      ({ ctx, input }) => defaults.restore(ctx.call, ofService(input, ctx.rows), input),
    ),

    ofPlace: procedure(may('customers.read'), Place, placeRows).query(({ ctx, input }) =>
      defaults.of(ctx.call, ofPlace(input, ctx.rows)),
    ),
    savePlace: procedure(may('customers.edit'), Place.extend(Texts), placeRows).mutation(({ ctx, input }) =>
      defaults.savePlace(ctx.call, ofPlace(input, ctx.rows), input),
    ),
    restoreOfPlace: procedure(may('customers.edit'), Place.extend(Restoring), placeRows).mutation(({ ctx, input }) =>
      defaults.restore(ctx.call, ofPlace(input, ctx.rows), input),
    ),
  });

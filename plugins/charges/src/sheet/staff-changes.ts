import { byline, FormText, PlatformError, staff, type Json } from '@docket/sdk';
import * as z from 'zod';
import { rateDecimals, taxDecimals } from '../rules/amount.ts';
import type { Charge } from '../rules/charge.ts';
import { questionOf } from '../rules/standing.ts';
import {
  chargeNotes,
  rateDigits,
  readCharge,
  readReason,
  type ChargeNotes,
  type ReadCharge,
  type TypedCharge,
} from '../rules/typed-charge.ts';
import { errors } from '../errors.ts';
import type { ChargeType } from '../settings.ts';
import { changeSheet, typeOf, type OpenSheet, type Unwritten } from './change-sheet.ts';
import { chargeIn, type Sheet } from './sheet.ts';

const ids = z.array(z.uuid()).max(200).default([]);
const order = z.uuid();

const typedFields = {
  description: FormText,
  quantity: FormText,
  rate: FormText,
  tax: FormText,
  parts: ids,
  noted: FormText,
  from: FormText,
  to: FormText,
  files: ids,
};
const seen = { order, charge: z.uuid(), version: z.coerce.number().int().min(1) };

const editing = staff('charges.edit');

/** Adds a charge. `id` is made by the form, so that sending it twice adds one. */
export const add = editing.mutation(
  z.strictObject({ order, id: z.uuid(), type: FormText, ...typedFields }),
  async ({ order: of, id, type, ...typed }, context) => {
    await changeSheet(context, of, (sheet) =>
      sheet.charges.some((one) => one.id === id)
        ? undefined
        : { before: undefined, after: newCharge(sheet, id, typeNamed(sheet, type), typed) },
    );
    return done;
  },
);

function newCharge(sheet: OpenSheet, id: string, type: ChargeType, typed: TypedCharge): Unwritten {
  const { currency } = sheet.context.tenant;
  const { basis, title, rate } = type;
  const usual = {
    description: title,
    rate: rate === undefined ? undefined : Math.round(rate * 10 ** rateDigits(basis, currency)),
    tax: usualTax(sheet),
  };
  const notes = chargeNotes();
  const read = readCharge(notes, typed, { ...readingOf(sheet), basis, currency, usual });
  refuseIf(notes);
  const [source, cause] = ['manual', 'added'] as const;
  return { id, code: type.id, currency, version: 1, source, cause, reason: null, withdrawn: null, ...read };
}

function typeNamed({ settings }: OpenSheet, code: string): ChargeType {
  const type = typeOf(settings, code);
  if (type) return type;
  const notes = chargeNotes();
  notes.refuse('type', 'type-unknown');
  throw invalid(notes);
}

/** Amends a charge that is as it was seen, and says why; the customer reads it. */
export const amend = editing.mutation(
  z.strictObject({ ...seen, ...typedFields, reason: FormText }),
  async ({ order: of, charge: id, version, reason, ...typed }, context) => {
    await changeSheet(context, of, (sheet) => {
      const before = living(sheet, id, version);
      const notes = chargeNotes();
      const read = readCharge(notes, typed, {
        ...readingOf(sheet, id),
        basis: before.basis,
        currency: before.currency,
        usual: { description: before.description, rate: undefined, tax: usualTax(sheet) },
      });
      const why = readReason(notes, reason);
      if (notes.refusals === 0 && isSame(before, read)) notes.refuse('', 'nothing-changed');
      refuseIf(notes);
      return { before, after: { ...before, ...read, version: version + 1, cause: 'amended', reason: why } };
    });
    return done;
  },
);

/** Amends a rejected charge to the amount that its customer named instead. The customer is asked once more, about exactly that. */
export const takeCounter = editing.mutation(
  z.strictObject(seen),
  async ({ order: of, charge: id, version }, context) => {
    await changeSheet(context, of, (sheet) => {
      const before = living(sheet, id, version);
      const amount = questionOf(before, sheet.questions)?.decided?.decision.counter?.minor;
      if (amount === undefined) throw new PlatformError(errors['charges.no-counter']);
      const once = {
        basis: 'flat',
        quantity: 1000,
        rate: amount * 10 ** rateDecimals,
        parts: [],
        sum: null,
        amount,
      } as const;
      return { before, after: { ...before, ...once, version: version + 1, cause: 'counter', reason: null } };
    });
    return done;
  },
);

/** Withdraws a charge for good, and says why; the customer reads it. */
export const withdraw = editing.mutation(
  z.strictObject({ ...seen, reason: FormText }),
  async ({ order: of, charge: id, version, reason }, context) => {
    await changeSheet(context, of, (sheet) => {
      const before = living(sheet, id, version);
      const notes = chargeNotes();
      const why = readReason(notes, reason);
      refuseIf(notes);
      return { before, after: { ...before, withdrawn: { ...byline(context), reason: why } } };
    });
    return done;
  },
);

const done: Json = { done: true };

/** The charge, if it is as whoever changes it saw it. */
function living(sheet: Sheet, id: string, version: number): Charge {
  const charge = chargeIn(sheet, id);
  if (charge.withdrawn) throw new PlatformError(errors['charges.withdrawn']);
  if (charge.version !== version) throw new PlatformError(errors['charges.changed']);
  return charge;
}

const invalid = ({ issues }: ChargeNotes): PlatformError =>
  new PlatformError(errors['charges.invalid'], {}, { details: { issues } });

function refuseIf(notes: ChargeNotes): void {
  if (notes.refusals > 0) throw invalid(notes);
}

const readingOf = ({ charges, order: { files }, context }: OpenSheet, self?: string) => ({
  zone: context.tenant.timeZone,
  others: charges.filter(({ id }) => id !== self),
  files: files.map(({ id }) => id),
});

const usualTax = ({ settings }: OpenSheet): number => Math.round(settings.tax * 10 ** taxDecimals);

const isSame = (before: Charge, read: ReadCharge): boolean => said(before) === said(read);

/** Everything that is typed of a charge, in one sequence. */
const said = ({ description, quantity, rate, parts, tax, evidence }: ReadCharge): string =>
  JSON.stringify([description, quantity, rate, parts, tax, evidence.noted, evidence.from, evidence.to, evidence.files]);

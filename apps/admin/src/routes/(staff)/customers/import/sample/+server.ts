import { csvLine } from '@docket/sdk/csv';
import { customerColumns, linesOf } from '#lib/customer-lines.ts';
import { readScope } from '#lib/server/scope.ts';
import { wordsIn } from '#lib/words.ts';
import type { RequestHandler } from './$types';

const sample = {
  name: 'Smith Embroidery',
  slug: 'smith-embroidery',
  email: 'office@smith.example',
  phone: '+1 312 555 0143',
  note: null,
  contacts: [
    { name: 'Ann Smith', email: 'ann@smith.example', phone: null, rights: ['order', 'approve', 'pay', 'contacts'] },
    { name: 'Bob Jones', email: 'bob@smith.example', phone: '+1 312 555 0144', rights: ['order'] },
  ],
  addresses: [{ label: 'Workshop', value: { street: '1 Main Street', city: 'Chicago', country: 'US' } }],
};

/** A file to begin with, as our own export writes it: a customer with two people and an address. */
export const GET: RequestHandler = ({ locals }) => {
  const t = wordsIn(locals.language, readScope().words);
  const header = customerColumns.map((column) => t(`admin.customers.column.${column}`));
  return new Response(`\uFEFF${[header, ...linesOf(sample)].map(csvLine).join('')}`, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="sample.csv"',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
  });
};

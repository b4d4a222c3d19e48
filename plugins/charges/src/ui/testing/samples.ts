import type { Json, OrderSlotProps } from '@docket/sdk';
import type { ShownCharges, StaffCharge, StaffCharges } from '#rules/shown.ts';
import { totalsOf } from '#rules/totals.ts';

const files = [{ id: '0190a000-0000-7000-8000-0000000000f1', name: 'gate-log.jpg' }];
const noEvidence = { noted: '', from: null, to: null, files: [] };
const typed = { quantity: '1', rate: '18.6', tax: '21', from: '', to: '' };

const toll: StaffCharge = {
  id: '0190a000-0000-7000-8000-0000000000c1',
  code: 'toll',
  version: 1,
  description: 'Toll',
  basis: 'flat',
  quantity: 1000,
  rate: 18_600_000,
  sum: null,
  amount: 1860,
  tax: 2100,
  evidence: noEvidence,
  standing: 'not-required',
  changed: null,
  at: '2026-06-16T08:00:00.000Z',
  decision: null,
  question: null,
  withdrawn: null,
  why: 'type',
  threshold: 0,
  parts: [],
  past: [],
  typed,
};

const waiting: StaffCharge = {
  ...toll,
  id: '0190a000-0000-7000-8000-0000000000c2',
  code: 'waiting',
  description: 'Waiting time',
  basis: 'hour',
  quantity: 2250,
  rate: 45_000_000,
  amount: 10_125,
  evidence: {
    noted: 'Gate log 7\nSigned by M. Jansen',
    from: '2026-06-16T07:30:00.000Z',
    to: '2026-06-16T09:45:00.000Z',
    files,
  },
  standing: 'to-approve',
  question: { id: '0190a000-0000-7000-8000-0000000000d2', hash: 'a'.repeat(64) },
};

const fuel: StaffCharge = {
  ...waiting,
  id: '0190a000-0000-7000-8000-0000000000c3',
  code: 'fuel',
  description: 'Fuel surcharge',
  basis: 'percent',
  quantity: 1000,
  rate: 125_000,
  sum: 34_000,
  amount: 4250,
  version: 2,
  evidence: noEvidence,
  changed: { cause: 'parts', reason: null },
  question: { id: '0190a000-0000-7000-8000-0000000000d3', hash: 'b'.repeat(64) },
  why: 'decided-before',
  parts: [toll.id],
  past: [
    {
      version: 1,
      amount: 4000,
      cause: 'added',
      reason: null,
      at: '2026-06-15T08:00:00.000Z',
      decision: { approved: true, at: '2026-06-15T09:00:00.000Z', by: 'Pat', reason: null, counter: null },
    },
  ],
};

const approved: StaffCharge = {
  ...waiting,
  id: '0190a000-0000-7000-8000-0000000000c4',
  description: 'Tail lift',
  standing: 'approved',
  question: null,
  decision: { at: '2026-06-16T10:00:00.000Z', by: 'Pat', reason: null, counter: null },
};

const rejected: StaffCharge = {
  ...approved,
  id: '0190a000-0000-7000-8000-0000000000c5',
  description: 'Second delivery attempt at an address whose name is long enough to have to be broken',
  standing: 'rejected',
  decision: { at: '2026-06-16T10:00:00.000Z', by: 'Pat', reason: 'It was two hours.', counter: 9000 },
};

const withdrawn: StaffCharge = {
  ...toll,
  id: '0190a000-0000-7000-8000-0000000000c6',
  description: 'Storage',
  standing: 'withdrawn',
  withdrawn: { at: '2026-06-16T11:00:00.000Z', reason: 'It was the other lorry.' },
};

/** One charge of every standing, two that wait. */
export const charges = { toll, waiting, fuel, approved, rejected, withdrawn };
const all = Object.values(charges);

export const shownCharges = (some: readonly StaffCharge[] = all): ShownCharges => ({
  currency: 'EUR',
  charges: some,
  totals: totalsOf(some),
});

export const staffCharges = (some: readonly StaffCharge[] = all): StaffCharges => ({
  ...shownCharges(some),
  charges: some,
  files,
  fresh: '0190a000-0000-7000-8000-0000000000ff',
  types: [
    { id: 'waiting', title: 'Waiting time', basis: 'hour', rate: '45' },
    { id: 'fuel', title: 'Fuel surcharge', basis: 'percent', rate: '12.5' },
  ],
});

/** Props of the block of an order. */
export const slotProps = (answer: object | null, change: Partial<OrderSlotProps> = {}): OrderSlotProps => ({
  settings: {},
  order: { id: '0190a000-0000-7000-8000-0000000000aa', number: 1042, prefix: '', kind: 'note' },
  answer: answer as Json,
  action: '?/plugin',
  page: '/orders/1',
  decide: '?/decide',
  files: '',
  give: '',
  given: '',
  posted: null,
  rights: ['charges', 'approve'],
  ...change,
});

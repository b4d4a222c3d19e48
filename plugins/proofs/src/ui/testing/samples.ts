import type { CustomerSlotProps, HomeSlotProps, Json, OrderSlotProps } from '@docket/sdk';
import type { ShownPin } from '#rules/pin.ts';
import type {
  ShownAsking,
  ShownDesigns,
  ShownFollowUps,
  ShownProof,
  ShownProofs,
  ShownRound,
  StaffMockup,
  StaffProof,
  StaffProofs,
} from '#rules/shown.ts';

const text = (words: string) => ({ type: 'text', text: words }) as const;

const front = { id: '0190a000-0000-7000-8000-0000000000f1', name: 'spring-polo-front.png' };
const detail = { id: '0190a000-0000-7000-8000-0000000000f2', name: 'spring-polo-detail.png' };
const old = { id: '0190a000-0000-7000-8000-0000000000f3', name: 'spring-polo-first.png' };
const huge = { id: '0190a000-0000-7000-8000-0000000000f4', name: 'spring-polo-poster.png' };
const lost = { id: '0190a000-0000-7000-8000-0000000000f5', name: 'spring-polo-lost.png' };

/** Whoever may approve answers, at any time. */
const unexpected = { approvers: null, due: null, isOverdue: false } as const;

const first: ShownRound = {
  version: 1,
  mockup: 1,
  pictures: [old],
  note: '',
  pins: [],
  sentAt: '2026-11-20T15:00:00.000Z',
  state: 'revision',
  record: '0190a000-0000-7000-8000-0000000000c1',
  answers: [
    {
      choice: 'revise',
      at: '2026-11-20T18:00:00.000Z',
      by: 'Sarah Smith',
      reason: 'The name is spelled with an e.\nAnd a little smaller, please.',
      ticked: [],
      offline: null,
    },
  ],
  ...unexpected,
  voided: null,
};

const second: ShownRound = {
  version: 2,
  mockup: 2,
  pictures: [front, detail],
  note: 'Spelling corrected; the crest is now 3 inches wide.',
  pins: [],
  sentAt: '2026-11-21T15:00:00.000Z',
  state: 'open',
  record: null,
  answers: [],
  ...unexpected,
  voided: null,
};

const waiting: ShownProof = {
  work: 'g1.i1',
  name: 'Port Authority K500, Navy',
  place: text('Left chest'),
  spec: [
    { label: 'proofs.line.artwork', value: text('Embroidery') },
    { label: 'proofs.line.mockup', value: text('S 4 · M 12 · L 14 · XL 6') },
    { label: 'proofs.line.terms', value: text('3 in wide') },
  ],
  art: [{ id: '0190a000-0000-7000-8000-0000000000a1', name: 'crest.svg' }],
  pieces: 36,
  before: {
    order: { id: '0190a000-0000-7000-8000-0000000000ac', number: 1017, prefix: '', title: 'Winter staff polos' },
    place: text('Left chest'),
    lines: [{ label: 'proofs.line.terms', value: text('2.5 in wide') }],
    at: '2026-01-12T15:00:00.000Z',
    by: 'Sarah Smith',
    differences: [{ label: 'proofs.line.terms', before: text('2.5 in wide'), now: text('3 in wide') }],
  },
  standing: 'waiting',
  current: second,
  earlier: [first],
  question: {
    id: '0190a000-0000-7000-8000-0000000000d1',
    hash: 'a'.repeat(64),
    ticks: [
      { id: 'spelling', label: 'proofs.check.spelling' },
      { id: 'size', label: 'proofs.check.size' },
    ],
    terms: { version: '2026-01', text: 'We make what is shown here.\nColors on a screen differ from ink on cloth.' },
    turn: 'yours',
  },
};

const decided = (
  standing: 'approved' | 'revision' | 'declined',
  choice: 'approve' | 'revise' | 'decline',
): ShownProof => ({
  ...waiting,
  work: `g2.${standing}`,
  name: `Gildan 5000, Black, ${standing}`,
  standing,
  question: null,
  current: {
    ...second,
    state: standing,
    record: '0190a000-0000-7000-8000-0000000000c2',
    answers: [
      {
        choice,
        at: '2026-11-22T15:00:00.000Z',
        by: 'Sarah Smith',
        reason: choice === 'approve' ? null : 'We go with another design.',
        ticked: choice === 'approve' ? ['spelling', 'size'] : [],
        offline: null,
      },
    ],
  },
  earlier: [],
});

const voided: ShownProof = {
  ...decided('approved', 'approve'),
  work: 'g2.void',
  name: 'A garment whose name is long enough that it has to be broken somewhere, Heather Royal Blue',
  standing: 'void',
  current: {
    ...second,
    state: 'void',
    voided: {
      at: '2026-11-23T15:00:00.000Z',
      reason: 'proofs.void.withdrawn',
      words: 'We found a better place for it.',
    },
  },
};

/** Two people who may approve. */
const sarah = { id: '0190a000-0000-7000-8000-0000000000c1', name: 'Sarah Smith', email: 'sarah@smith.test' };
const bob = { id: '0190a000-0000-7000-8000-0000000000c2', name: 'Bob Brown', email: 'bob@smith.test' };

/** Sarah approved by phone; Bob has to, too, and the day has passed. */
const half: ShownProof = {
  ...waiting,
  work: 'g2.half',
  name: 'Gildan 5000, Black, half approved',
  earlier: [],
  current: {
    ...second,
    answers: [
      {
        choice: 'approve',
        at: '2026-11-21T16:00:00.000Z',
        by: 'Sarah Smith',
        reason: null,
        ticked: ['spelling', 'size'],
        offline: {
          way: 'phone',
          writtenBy: 'Chris Ink',
          writtenAt: '2026-11-21T16:10:00.000Z',
          evidence: [],
        },
      },
    ],
    approvers: {
      rule: 'all',
      people: [
        { id: sarah.id, name: sarah.name, isMissing: false },
        { id: bob.id, name: bob.name, isMissing: true },
      ],
    },
    due: '2026-11-24',
    isOverdue: true,
  },
  question: { ...waiting.question!, id: '0190a000-0000-7000-8000-0000000000d2', turn: 'given' },
};

/** One proof of every standing that a customer sees. */
export const proofs = {
  waiting,
  approved: decided('approved', 'approve'),
  revision: decided('revision', 'revise'),
  declined: decided('declined', 'decline'),
  voided,
  half,
};

export const shownProofs = (some: readonly ShownProof[] = Object.values(proofs)): ShownProofs => ({ proofs: some });

const mockup: StaffMockup = {
  version: 2,
  pictures: [front, detail].map((file) => ({ ...file, lack: null })),
  note: 'Spelling corrected; the crest is now 3 inches wide.',
  at: '2026-11-21T14:00:00.000Z',
  sent: true,
};
const firstMockup: StaffMockup = {
  version: 1,
  pictures: [{ ...old, lack: null }],
  note: '',
  at: '2026-11-20T14:00:00.000Z',
  sent: true,
};

const staffOf = (proof: ShownProof, change: Partial<StaffProof> = {}): StaffProof => ({
  ...proof,
  mockups: [mockup, firstMockup],
  canSend: false,
  lack: null,
  obstacle: null,
  needs: null,
  ...change,
});

const third: StaffMockup = {
  version: 3,
  pictures: [{ ...huge, lack: null }],
  note: '',
  at: '2026-11-23T14:00:00.000Z',
  sent: false,
};

const note: ShownPin = {
  id: '0190a000-0000-7000-8000-0000000000e1',
  number: 1,
  picture: front.id,
  at: null,
  area: null,
  text: 'Darker, please.',
  writtenAt: '2026-11-22T14:00:00.000Z',
  doneAt: null,
  isOwn: false,
};

/** What its customer noted on the pictures of the second round, one of which is done. */
const noted: readonly ShownPin[] = [
  { ...note, number: 1, at: { x: 0.25, y: 0.4 }, text: 'This line is too thin.' },
  {
    ...note,
    id: '0190a000-0000-7000-8000-0000000000e2',
    number: 2,
    picture: detail.id,
    area: 'top',
    doneAt: note.writtenAt,
  },
];

/** Its customer wants changes, and noted them; the mockup that has them is not sent yet. */
const drafted: ShownProof = {
  ...proofs.revision,
  work: 'g2.draft',
  name: 'Gildan 5000, Black, drafted',
  standing: 'ready',
  current: { ...proofs.revision.current!, pins: noted },
  earlier: [first],
};

const fresh = { ...waiting, current: null, earlier: [], question: null } as const;

/** One work of every standing that staff see. */
export const works = {
  none: staffOf(
    { ...fresh, work: 'g3.i1', name: 'Bella+Canvas 3001, White', standing: 'none' },
    { mockups: [], needs: 'mockup' },
  ),
  ready: staffOf(
    { ...fresh, work: 'g3.i2', name: 'Bella+Canvas 3001, White, back', standing: 'ready' },
    {
      mockups: [
        {
          ...firstMockup,
          pictures: [
            { ...front, lack: 'looking' },
            { ...detail, lack: 'blocked' },
            { ...huge, lack: 'undrawn' },
            { ...lost, lack: 'gone' },
          ],
          sent: false,
        },
      ],
      lack: 'looking',
      needs: 'sending',
    },
  ),
  draft: staffOf(drafted, { mockups: [third, mockup, firstMockup], canSend: true, needs: 'sending' }),
  waiting: staffOf(waiting),
  approved: staffOf(proofs.approved),
  revision: staffOf(proofs.revision, { needs: 'new-mockup' }),
  declined: staffOf(proofs.declined, { needs: 'new-mockup' }),
  voided: staffOf(voided, { needs: 'new-mockup' }),
  half: staffOf({ ...half, question: { ...half.question!, turn: null } }),
};

export const asking: ShownAsking = {
  people: [sarah, bob],
  usual: { rule: 'whoever', contacts: [], due: '' },
  today: '2026-11-25',
  clock: '2026-11-25T09:30',
};

export const staffProofs = (
  some: readonly StaffProof[] = Object.values(works),
  change: Partial<StaffProofs> = {},
): StaffProofs => ({ proofs: some, sheet: 4, allApproved: false, required: true, over: false, asking, ...change });

export const followUps: ShownFollowUps = {
  orders: [
    {
      order: '0190a000-0000-7000-8000-0000000000aa',
      number: 1042,
      prefix: '',
      title: 'Spring staff polos',
      work: 'Port Authority K500, Navy',
      place: 'proof-g1.i1',
      choice: 'decline',
      reason: 'We go with another design.',
      at: '2026-11-22T15:00:00.000Z',
      draft: null,
    },
    {
      order: '0190a000-0000-7000-8000-0000000000ab',
      number: 1043,
      prefix: 'Q',
      title: 'Trade show caps',
      work: 'Richardson 112, Khaki',
      place: 'proof-g2.i1',
      choice: 'revise',
      reason: null,
      at: '2026-11-21T15:00:00.000Z',
      draft: 2,
    },
  ],
  overdue: [
    {
      order: '0190a000-0000-7000-8000-0000000000ac',
      number: 1044,
      prefix: '',
      title: 'Winter jackets',
      work: 'Port Authority J317, Black',
      place: 'proof-g1.i1',
      due: '2026-11-24',
      missing: ['Bob Brown'],
    },
  ],
};

/** Props of a card on the staff’s home. */
export const homeProps = (answer: object | null): HomeSlotProps => ({
  settings: {},
  answer: answer as Json,
  orders: '/s/inkworks/admin/orders',
});

const uses = [
  { id: '0190a000-0000-7000-8000-0000000000aa', number: 1042, prefix: '', title: 'Spring staff polos' },
  { id: '0190a000-0000-7000-8000-0000000000ac', number: 1017, prefix: '', title: 'Winter staff polos' },
];

/** One design that was approved, and one that never was. */
export const shownDesigns: ShownDesigns = {
  designs: [
    {
      file: { id: '0190a000-0000-7000-8000-0000000000a1', name: 'crest.svg' },
      drawn: true,
      used: uses,
      approved: {
        order: uses[1]!,
        place: text('Left chest'),
        lines: [{ label: 'proofs.line.terms', value: text('2.5 in wide') }],
        at: '2026-01-12T15:00:00.000Z',
        by: 'Sarah Smith',
      },
    },
    {
      file: { id: '0190a000-0000-7000-8000-0000000000a2', name: 'sketch.ai' },
      drawn: false,
      used: [uses[0]!],
      approved: null,
    },
  ],
  next: null,
};

/** Props of the block of a customer. */
export const customerProps = (answer: object | null): CustomerSlotProps => ({
  settings: {},
  customer: { id: '0190a000-0000-7000-8000-0000000000b1', name: 'Smith & Sons' },
  answer: answer as Json,
  page: '/s/inkworks/admin/customers/0190a000-0000-7000-8000-0000000000b1',
  orders: '/s/inkworks/admin/orders',
  given: '/s/inkworks/files',
});

/** Props of the block of an order. */
export const slotProps = (answer: object | null, change: Partial<OrderSlotProps> = {}): OrderSlotProps => ({
  settings: {},
  order: { id: '0190a000-0000-7000-8000-0000000000aa', number: 1042, prefix: '', kind: 'garment' },
  answer: answer as Json,
  action: '?/plugin',
  decide: '?/decide',
  page: '/orders/1042',
  approvals: '/approvals',
  files: '/files/made/proofs',
  give: '/files/given/proofs',
  given: '/files',
  posted: null,
  rights: ['order', 'approve'],
  ...change,
});

/** What a form of the portal sent about the proof that waits, and was refused. */
export const refusedAnswer = (
  code: string,
  typed: Readonly<Record<string, Json>>,
  question: Readonly<Record<string, Json>> = { id: waiting.question!.id },
): OrderSlotProps['posted'] => ({
  does: 'decide',
  typed: { approval: waiting.question!.id, ...typed },
  refusal: { code, params: {}, details: { question } },
});

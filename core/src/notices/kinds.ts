/** Kinds of notices that staff choose how to be told of; each needs a permission, without which nobody is told at all. */
export const staffKinds = [
  { id: 'intake.accepted', permission: 'orders.read' },
  // Who can decide is asked.
  { id: 'intake.waiting', permission: 'orders.edit' },
  { id: 'intake.quarantined', permission: 'orders.edit' },
  { id: 'order.assigned', permission: 'orders.read' },
  { id: 'approval.decided', permission: 'orders.read' },
  { id: 'approval.overdue', permission: 'orders.read' },
] as const;
export type StaffKind = (typeof staffKinds)[number]['id'];

/** Mails that contacts can do without. Codes, invitations and answers to what they sent themselves always come. */
export const contactKinds = ['progress', 'reminder'] as const;
export type ContactKind = (typeof contactKinds)[number];

/** How somebody is told of a kind. */
export const choices = ['bell', 'both', 'mail', 'none'] as const;
export type Choice = (typeof choices)[number];

/** What somebody chose, by kind, as stored. */
export type Choices = Readonly<Record<string, Choice | undefined>>;

/** Staff look into the admin, contacts into their mailbox. */
export const unchosen = { staff: 'bell', contact: 'mail' } as const;

const channels = {
  bell: ['bell'],
  both: ['bell', 'mail'],
  mail: ['mail'],
  none: [],
} as const satisfies Record<Choice, readonly Channel[]>;

/** Shown to staff in the admin, or sent. */
export type Channel = 'bell' | 'mail';

/** Where a choice has somebody told. */
export const channelsOf = (choice: Choice): readonly Channel[] => channels[choice];

const without = { bell: 'bell', both: 'bell', mail: 'none', none: 'none' } as const;
const withMail = { bell: 'both', both: 'both', mail: 'mail', none: 'mail' } as const;

/** The same choice with or without mails; the bell stays as it is. */
export const mailing = (choice: Choice, wanted: boolean): Choice => (wanted ? withMail : without)[choice];

import type { stages } from '@docket/sdk';
import type { Catalogue } from '@docket/sdk/messages';

/** How a customer answered, said to staff. */
const answerLines = {
  approved: {
    subject: 'Approved for order {number}',
    line: 'the customer has approved what you asked about this order.',
  },
  declined: {
    subject: 'Declined for order {number}',
    line: 'the customer has declined what you asked about this order, and says why.',
  },
  revision: {
    subject: 'Another version is wanted for order {number}',
    line: 'the customer wants another version of what you asked about this order, and says why.',
  },
} as const;

/** Mails to staff who chose to get them. */
const staffWords: Catalogue = {
  'mail.staff.intake.accepted.subject': 'New order {number}',
  'mail.staff.intake.accepted.lines': [
    'Hello {name},',
    'a new order came in.',
    'Customer: {customer}',
    'Title: {title}',
    '{link}',
  ].join('\n'),
  'mail.staff.intake.waiting.subject': 'A request waits for you',
  'mail.staff.intake.waiting.lines': [
    'Hello {name},',
    'a request waits for somebody to decide.',
    'From: {customer}',
    'Title: {title}',
    '{link}',
  ].join('\n'),
  'mail.staff.intake.quarantined.subject': 'Something was set aside',
  'mail.staff.intake.quarantined.lines': [
    'Hello {name},',
    'something came in that looks like no real order, and was set aside. Look through it now and then:',
    '{link}',
  ].join('\n'),
  'mail.staff.intake.changed.subject': 'Order {number} was changed by its customer',
  'mail.staff.intake.changed.lines': [
    'Hello {name},',
    'the customer has changed this order.',
    'Customer: {customer}',
    'Title: {title}',
    '{link}',
  ].join('\n'),
  'mail.staff.intake.cancelled.subject': 'Order {number} was cancelled by its customer',
  'mail.staff.intake.cancelled.lines': [
    'Hello {name},',
    'the customer has cancelled this order.',
    'Customer: {customer}',
    'Title: {title}',
    '{link}',
  ].join('\n'),
  'mail.staff.order.assigned.subject': 'Order {number} is yours',
  'mail.staff.order.assigned.lines': [
    'Hello {name},',
    'this order was given to you, or to somebody you stand in for.',
    'Customer: {customer}',
    'Title: {title}',
    '{link}',
  ].join('\n'),
  'mail.staff.approval.overdue.subject': 'No answer yet for order {number}',
  'mail.staff.approval.overdue.lines': [
    'Hello {name},',
    'the day by which you wished for an answer about this order has passed. The question still waits for the customer.',
    'Customer: {customer}',
    'Title: {title}',
    'What: {question}',
    '{link}',
  ].join('\n'),
  ...Object.fromEntries(
    Object.entries(answerLines).flatMap(([answer, { subject, line }]) => [
      [`mail.staff.approval.${answer}.subject`, subject],
      [
        `mail.staff.approval.${answer}.lines`,
        ['Hello {name},', line, 'Customer: {customer}', 'Title: {title}', 'What: {question}', '{link}'].join('\n'),
      ],
    ]),
  ),
};

const forwardedSubject = '{who} asks you to answer for order {number}';

/** What a colleague reads whose address nobody has proven yet: nothing of what is asked. */
const forwardedLines = (...note: readonly string[]): readonly string[] => [
  'Hello {name},',
  '{shop} has a question about order {number}, and {who} asks you to answer it.',
  ...note,
  'You see it here. If you are not signed in, we send a code to this address first:',
  '{link}',
  'If you do not know {who}, you need not do anything.',
];

/** Questions that wait for whoever may answer them. What is asked stands in the portal alone. */
const questionWords: Catalogue = {
  'mail.approval.asked.subject': 'Your answer is needed for order {number}',
  'mail.approval.asked.lines': [
    'Hello {name},',
    '{shop} asks you to approve something of this order.',
    'Order: {number}, {title}',
    'What: {question}',
    'You see all of it here, and answer there:',
    '{link}',
  ].join('\n'),
  'mail.approval.asked-of-several.subject': '{count, plural, one {# answer is} other {# answers are}} needed from you',
  'mail.approval.asked-of-several.lines': [
    'Hello {name},',
    '{shop} asks you to approve something of several orders.',
    'What: {question}',
    'You see all of it here, and answer there:',
    '{link}',
  ].join('\n'),
  'mail.approval.reminder.subject': 'Your answer is still needed for order {number}',
  'mail.approval.reminder.lines': [
    'Hello {name},',
    '{shop} asked you to approve something of this order. It still waits for you: nothing is decided until you answer.',
    'Order: {number}, {title}',
    'What: {question}',
    'Answer wished for by: {day}',
    'You see all of it here, and answer there:',
    '{link}',
  ].join('\n'),
  'mail.approval.reminder-of-several.subject':
    '{count, plural, one {# answer is} other {# answers are}} still needed from you',
  'mail.approval.reminder-of-several.lines': [
    'Hello {name},',
    '{shop} asked you to approve something of several orders. It still waits for you: nothing is decided until you answer.',
    'What: {question}',
    'The first answer is wished for by: {day}',
    'You see all of it here, and answer there:',
    '{link}',
  ].join('\n'),
  'mail.approval.forwarded.subject': forwardedSubject,
  'mail.approval.forwarded.lines': forwardedLines().join('\n'),
  'mail.approval.forwarded-with-note.subject': forwardedSubject,
  'mail.approval.forwarded-with-note.lines': forwardedLines('{who} writes: {note}').join('\n'),
};

/** What customers are told of changes and cancellations that they asked for. */
const wishWords: Catalogue = {
  'mail.change.waiting.subject': 'We have your change of order {number}',
  'mail.change.waiting.lines': [
    'Hello {name},',
    'your change has arrived at {shop}, and we are looking at it. Until we have decided the order stays as it is.',
    'Title: {title}',
    '{link}',
  ].join('\n'),
  'mail.change.accepted.subject': 'Order {number} is changed',
  'mail.change.accepted.lines': [
    'Hello {name},',
    'your change is made.',
    'Title: {title}',
    'You see it here:',
    '{link}',
  ].join('\n'),
  'mail.change.partly.subject': 'Order {number} is changed in part',
  'mail.change.partly.lines': [
    'Hello {name},',
    'a part of your change is made. The rest stays as it was.',
    'Title: {title}',
    'Reason: {reason}',
    'You see it here:',
    '{link}',
  ].join('\n'),
  'mail.change.declined.subject': 'Order {number} stays as it is',
  'mail.change.declined.lines': [
    'Hello {name},',
    'we cannot make your change. The order stands as it was.',
    'Title: {title}',
    'Reason: {reason}',
    'Answer this mail if you have a question.',
    '{link}',
  ].join('\n'),
  'mail.cancel.waiting.subject': 'We have your cancellation of order {number}',
  'mail.cancel.waiting.lines': [
    'Hello {name},',
    'your cancellation has arrived at {shop}, and we are looking at it. Until we have decided the order stands.',
    'Title: {title}',
    '{link}',
  ].join('\n'),
  'mail.cancel.accepted.subject': 'Order {number} is cancelled',
  'mail.cancel.accepted.lines': [
    'Hello {name},',
    'the order is cancelled, as you asked.',
    'Title: {title}',
    '{link}',
  ].join('\n'),
  'mail.cancel.declined.subject': 'Order {number} is not cancelled',
  'mail.cancel.declined.lines': [
    'Hello {name},',
    'we cannot cancel the order. It stands.',
    'Title: {title}',
    'Reason: {reason}',
    'Answer this mail if you have a question.',
    '{link}',
  ].join('\n'),
  'eligible.not-editable': 'This order is changed by the shop alone. Write to it.',
  'eligible.finished': 'The work on it has ended. Write to the shop.',
  'eligible.too-far': 'The work on it has gone too far. Write to the shop.',
  'eligible.cancel-waits': 'Its cancellation waits for a decision. Take that back first.',
  'eligible.unavailable': 'It cannot be told at this moment whether it is still possible. Try again later.',
};

/** What a stage of every kind means, said to who ordered; of its own stages a kind says so. */
const stageLines = {
  preparing: 'We are preparing the work.',
  producing: 'It is being made.',
  ready: 'It is ready.',
  done: 'It is done.',
  stopped: 'Work on it has stopped. Answer this mail if you do not know why.',
} as const satisfies Partial<Record<(typeof stages)[number], string>>;

function progressWords(): Catalogue {
  return Object.fromEntries(
    Object.entries(stageLines).flatMap(([stage, line]) => [
      [`mail.progress.${stage}.subject`, 'Your order {number} has moved on'],
      [
        `mail.progress.${stage}.lines`,
        ['Hello {name},', line, 'Title: {title}', 'You see it here:', '{link}'].join('\n'),
      ],
    ]),
  );
}

/** A request that had waited, and that staff have taken. */
const takenLines = {
  begins: ['Hello {name},', 'we have looked at your request and taken it in as order {number}.'].join('\n'),
  facts: [
    'Title: {title}',
    'Quantity: {quantity}',
    'Nothing more is committed by this mail: no price and no date is promised in it.',
    'You can follow the order here:',
    '{link}',
  ],
} as const;

/**
 * The core's own mails. Each line is a paragraph; a line that is only a link becomes one. Plugins and shops replace any
 * of them by the same key. A subject holds nothing that a stranger typed: who fills in somebody else's address must not
 * write into that mailbox's list.
 */
export const noticeWords: Catalogue = {
  ...progressWords(),
  ...staffWords,
  ...wishWords,
  ...questionWords,
  'mail.stop': 'You need no longer get these mails: open this link, and confirm it.',
  'mail.intake.accepted.subject': 'We have your order request {number}',
  'mail.intake.accepted.lines': [
    'Hello {name},',
    'thank you. Your order request has arrived at {shop}.',
    'Number: {number}',
    'Title: {title}',
    'Quantity: {quantity}',
    'Nothing is committed yet: no price and no date is promised. We look at your request and send you a quote; work starts only after you have approved it.',
    'You can follow it here:',
    '{link}',
  ].join('\n'),
  'mail.intake.taken.subject': 'Your request is order {number}',
  'mail.intake.taken.lines': [takenLines.begins, ...takenLines.facts].join('\n'),
  'mail.intake.corrected.subject': 'Your request is order {number}, with corrections',
  'mail.intake.corrected.lines': [
    takenLines.begins,
    'We corrected something in it before. The history of the order says what, field by field.',
    ...takenLines.facts,
  ].join('\n'),
  'mail.intake.waiting.subject': 'We have your request',
  'mail.intake.waiting.lines': [
    'Hello {name},',
    'thank you. Your request has arrived at {shop}, and we are looking at it.',
    'Title: {title}',
    'Nothing is committed yet: no price and no date is promised. We write to you when we have decided.',
  ].join('\n'),
  'mail.intake.declined.subject': 'We cannot take your request',
  'mail.intake.declined.lines': [
    'Hello {name},',
    'we have looked at your request and cannot take it.',
    'Title: {title}',
    'Reason: {reason}',
    'Answer this mail if you have a question, or send a new request.',
  ].join('\n'),
  'mail.access.code.subject': 'Your sign-in code',
  'mail.access.code.lines': [
    'Your code for {shop} is:',
    '{code}',
    'It works for ten minutes, once, in the browser that asked for it. So does this link, in place of typing the code:',
    '{link}',
    'If you did not ask for it, you need not do anything.',
  ].join('\n'),
  'mail.access.invitation.subject': 'Your way into our customer portal',
  'mail.access.invitation.lines': [
    'Hello {name},',
    'in the portal of {shop} you send orders and see where they stand. You need no password: this link signs you in on the device that opens it.',
    '{link}',
    'It works once, within seven days, and is for you alone: please do not forward it.',
  ].join('\n'),
  'mail.access.device-added.subject': 'A device was signed in for you',
  'mail.access.device-added.lines': [
    'Hello {name},',
    'a device was signed in to the portal of {shop} with the link that we had mailed to you.',
    'Device: {device}',
    'If that was you, you need not do anything. If it was not, sign the device out here, and answer this mail:',
    '{link}',
  ].join('\n'),
  'mail.access.new-password.subject': 'Choose a new password',
  'mail.access.new-password.lines': [
    'Hello {name},',
    'somebody, probably you, asked for a new password at {shop}. Choose it here:',
    '{link}',
    'The link works once, within an hour. If you did not ask for it, you need not do anything.',
  ].join('\n'),
  'mail.access.staff-device.subject': 'You were signed in on a new device',
  'mail.access.staff-device.lines': [
    'Hello {name},',
    'your account at {shop} was signed in to in a browser that it was never signed in to before.',
    'Device: {device}',
    'If that was you, you need not do anything. If it was not, change your password here, which signs out every other device:',
    '{link}',
  ].join('\n'),
  'mail.access.password-changed.subject': 'Your password was changed',
  'mail.access.password-changed.lines': [
    'Hello {name},',
    'the password of your account at {shop} was changed, and every other device was signed out.',
    'If it was not you who did this, ask for a new password on the sign-in page, and tell whoever manages the staff.',
  ].join('\n'),
  'mail.access.factor-on.subject': 'Signing in asks for a code now',
  'mail.access.factor-on.lines': [
    'Hello {name},',
    'your account at {shop} has a second factor now: signing in asks for a code of your app.',
    'If it was not you who set it up, tell whoever manages the staff.',
  ].join('\n'),
  'mail.access.factor-off.subject': 'Signing in no longer asks for a code',
  'mail.access.factor-off.lines': [
    'Hello {name},',
    'the second factor of your account at {shop} was given up. The password alone signs in.',
    'If it was not you who did this, change your password, and tell whoever manages the staff.',
  ].join('\n'),
  'mail.access.factor-reset.subject': 'Your second factor was taken away',
  'mail.access.factor-reset.lines': [
    'Hello {name},',
    'whoever manages the staff of {shop} has taken the second factor away from your account. Sign in with your password, and set up a new one.',
    'If you did not ask for this, ask them why.',
  ].join('\n'),
  'mail.access.recovery-used.subject': 'A recovery code was used',
  'mail.access.recovery-used.lines': [
    'Hello {name},',
    'your account at {shop} was signed in to with one of your recovery codes, which is used up now.',
    'If it was not you, change your password, and tell whoever manages the staff.',
  ].join('\n'),
  'mail.access.look.subject': 'An operator of Docket looked into your shop',
  'mail.access.look.lines': [
    'Hello {name},',
    '{operator}, who runs Docket for you, looks into {shop} until {ends} at most: at orders, customers and the audit, and can change nothing there.',
    'The reason: {reason}',
    'Your audit says so, too. If you wonder why, answer to whoever runs Docket for you.',
  ].join('\n'),
  'mail.access.entered.subject': 'Somebody looked where your orders stand',
  'mail.access.entered.lines': [
    'Hello {name},',
    'somebody opened your link to the portal of {shop} and typed your e-mail address. For two hours that shows where your orders stand: no prices, no files, no addresses.',
    'Device: {device}',
    'If that was you, you need not do anything. If it was not, answer this mail: the shop can give you another link.',
  ].join('\n'),
  'mail.access.staff-link.subject': 'Choose your password',
  'mail.access.staff-link.lines': [
    'Hello {name},',
    'you can sign in at {shop}. Choose your password here:',
    '{link}',
    'The link works once, within seven days.',
  ].join('\n'),
};

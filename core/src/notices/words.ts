import type { Catalogue } from '@docket/sdk/messages';

/**
 * The core's own mails. Each line is a paragraph; a line that is only a link becomes one. Plugins and shops replace any
 * of them by the same key. A subject holds nothing that a stranger typed: who fills in somebody else's address must not
 * write into that mailbox's list.
 */
export const noticeWords: Catalogue = {
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
    'The link works once.',
  ].join('\n'),
};

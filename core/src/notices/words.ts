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
    'It works for ten minutes, once, in the browser that asked for it. If you did not ask for it, you need not do anything.',
  ].join('\n'),
  'mail.access.staff-link.subject': 'Choose your password',
  'mail.access.staff-link.lines': [
    'Hello {name},',
    'you can sign in at {shop}. Choose your password here:',
    '{link}',
    'The link works once.',
  ].join('\n'),
};

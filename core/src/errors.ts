import { defineErrors } from '@docket/sdk';
import { kernelErrors } from './kernel/errors.ts';

const own = defineErrors({
  'shop.unknown': {
    status: 404,
    sentence: 'There is no shop at this address.',
    next: 'Check the link you were given.',
  },
  'shop.closed': {
    status: 503,
    sentence: 'This shop is closed for now.',
    next: 'Try again later; nothing that you sent is lost.',
  },
  'shop.taken': { status: 409, sentence: 'There is a shop at this address already.', next: 'Choose another name.' },
  'not-found': { status: 404, sentence: 'There is nothing here.', next: 'Check the address, or go back to the start.' },
  'sign-in.needed': { status: 401, sentence: 'You are not signed in.', next: 'Sign in and try again.' },
  'sign-in.failed': {
    status: 401,
    sentence: 'The address or the password is not right.',
    next: 'Check both and try again.',
  },
  'key.refused': {
    status: 401,
    sentence: 'The key is missing, wrong or revoked.',
    next: 'Send the key that the shop gave you as "Authorization: Bearer <key>", or ask it for a new one.',
  },
  'key.made': {
    status: 409,
    sentence: 'This key was made already, and a key is shown once.',
    next: 'If nobody has kept it, revoke it and make another one.',
  },
  'proof.needed': {
    status: 401,
    sentence: 'This needs a newer proof that it is you.',
    next: 'Ask for a code, type it, and repeat the step.',
  },
  'right.missing': {
    status: 403,
    sentence: 'Your account may not do this.',
    next: 'Ask the owner of the shop for the right.',
  },
  'origin.foreign': {
    status: 403,
    sentence: 'The request came from another site.',
    next: 'Open the page again and repeat the step.',
  },
  'input.malformed': {
    status: 400,
    sentence: 'The request is not in the right form.',
    next: 'Check the named fields.',
  },
  'match.none': {
    status: 401,
    sentence: 'This address does not open this link.',
    next: 'Check the address and the link, or ask for a code by mail.',
  },
  'match.unconfirmed': {
    status: 422,
    sentence: 'What this opens was not confirmed.',
    next: 'Read the warning and tick the box below it.',
  },
  'code.wrong': { status: 401, sentence: 'The code is not right.', next: 'Check the newest mail and type its code.' },
  'code.gone': { status: 410, sentence: 'The code is used up or too old.', next: 'Ask for a new code.' },
  'factor.needed': {
    status: 401,
    sentence: 'A code of your second factor is needed.',
    next: 'Open your authenticator app, and type the code that it shows.',
  },
  'factor.due': {
    status: 403,
    sentence: 'You have no second factor yet, and nothing opens before.',
    next: 'Set one up: it takes a minute.',
  },
  'link.gone': { status: 410, sentence: 'The link is used up or too old.', next: 'Ask for a new link.' },
  'passkey.refused': {
    status: 401,
    sentence: 'This passkey opens nothing here.',
    next: 'Use another one, or sign in without a passkey.',
  },
  'passkey.not-added': { status: 422, sentence: 'The passkey was not added.', next: 'Try it once more.' },
  'passkey.too-many': {
    status: 422,
    sentence: 'There are too many passkeys.',
    next: 'Remove one that you no longer use.',
  },
  'passkey.unavailable': {
    status: 422,
    sentence: 'Passkeys do not work at this address.',
    next: 'Sign in without a passkey.',
  },
  'password.weak': {
    status: 422,
    sentence: 'The password needs at least 12 characters.',
    next: 'Choose a longer one.',
  },
  'limit.reached': {
    status: 429,
    sentence: 'That was too often.',
    next: 'Wait {minutes, plural, one {a minute} other {# minutes}} and try again.',
  },
  'kind.unknown': {
    status: 404,
    sentence: 'There is nothing here.',
    next: 'Check the address, or go back to the start.',
  },
  'request.refused': {
    status: 422,
    sentence: 'Something in the order is missing or not possible.',
    next: 'Correct the named fields and send it again.',
  },
  'request.other-content': {
    status: 422,
    sentence: 'This order was already sent with other content.',
    next: 'Open the sent order, or start a new one.',
  },
  'request.in-flight': {
    status: 409,
    sentence: 'This order is being sent at this moment.',
    next: 'Wait a moment and reload.',
  },
  'request.decided': {
    status: 409,
    sentence: 'This request is decided already.',
    next: 'Reload to see what became of it.',
  },
  'request.stale': {
    status: 409,
    sentence: 'A colleague has corrected this request meanwhile.',
    next: 'Look at it as it is now, and decide or save yours then.',
  },
  'request.unavailable': { status: 422, sentence: 'The shop does not take this order.', next: 'Write to the shop.' },
  'request.not-here': {
    status: 422,
    sentence: 'This request is about an order that is there already.',
    next: 'Decide it beside the order that it would change.',
  },
  'change.not-possible': {
    status: 422,
    sentence: 'This order can no longer be changed online.',
    next: 'Read the reason beside it, or write to the shop.',
  },
  'cancel.not-possible': {
    status: 422,
    sentence: 'This order can no longer be cancelled online.',
    next: 'Read the reason beside it, or write to the shop.',
  },
  'change.nothing': {
    status: 422,
    sentence: 'Nothing would be different afterwards.',
    next: 'Change something first, or leave the order as it is.',
  },
  'change.reason-missing': {
    status: 422,
    sentence: 'Something that is not taken has no reason.',
    next: 'Say why for each field that stays as it is: the customer reads it.',
  },
  'override.needed': {
    status: 422,
    sentence: 'A rule says that this comes too late, or stands against it otherwise.',
    next: 'Correct what it names, or take it in all the same and say why.',
  },
  'change.busy': {
    status: 409,
    sentence: 'The order is being changed by several people at this moment.',
    next: 'Wait a moment and send it again.',
  },
  'sequence.order-unknown': {
    status: 404,
    sentence: 'No order with the reference "{reference}" came within the time that this was held.',
    next: 'Send the order first, then the change under another id.',
  },
  'sequence.refused': {
    status: 422,
    sentence: 'When its turn came, number {sequence} was refused.',
    next: 'Correct it and send it with the same number under another id.',
  },
  'claim.taken': {
    status: 409,
    sentence: '"{value}" is already used by order {order}.',
    next: 'Open that order to change it, or use another one.',
  },
  'claim.waiting': {
    status: 409,
    sentence: '"{value}" is already used by a request that waits for a decision.',
    next: 'Wait for the decision, or use another one.',
  },
  'draft.changed-elsewhere': {
    status: 409,
    sentence: 'This part was changed in another window.',
    next: 'Choose which version to keep.',
  },
  'draft.sent': { status: 409, sentence: 'This order was already sent.', next: 'Open the sent order.' },
  'draft.too-large': { status: 413, sentence: 'The order is too large.', next: 'Split it into several orders.' },
  'order.stale': {
    status: 409,
    sentence: 'The order was changed meanwhile.',
    next: 'Look at the newer version and repeat your change.',
  },
  'plugin.stale': {
    status: 409,
    sentence: 'What you acted on was changed meanwhile, so nothing was saved.',
    next: 'Look at it as it is now, and do it again if it is still right.',
  },
  'approval.changed': {
    status: 409,
    sentence: 'What is asked was changed since it was shown.',
    next: 'Look at it as it is now, and answer that.',
  },
  'approval.void': {
    status: 409,
    sentence: 'This is asked no more.',
    next: 'Look at the order: it says why.',
  },
  'approval.decided': {
    status: 409,
    sentence: '{who} has answered this otherwise already.',
    next: 'This answer was not taken. Talk to your colleague; write to the shop if it has to be another one.',
  },
  'approval.not-named': {
    status: 403,
    sentence: 'Only {who} can answer this.',
    next: 'Ask them to, or write to the shop if somebody else has to decide.',
  },
  'approval.approver-unfit': {
    status: 422,
    sentence: 'Somebody who is named may not approve for this customer.',
    next: 'Choose from the people of the customer who may.',
  },
  'approval.ahead': {
    status: 422,
    sentence: 'An answer was not given later than now.',
    next: 'Look at the day and time, and record it again.',
  },
  'approval.reason-missing': {
    status: 422,
    sentence: 'Whoever does not approve says why.',
    next: 'Write a reason in your own words; the shop reads it.',
  },
  'approval.counter-unfit': {
    status: 422,
    sentence: 'This amount cannot be named here.',
    next: 'Leave it empty, or name one in the currency of the question that is not below nothing.',
  },
  'approval.ticks-missing': {
    status: 422,
    sentence: 'This has points that are confirmed one by one.',
    next: 'Confirm each of its points, then approve it.',
  },
  'approval.ticks-unknown': {
    status: 422,
    sentence: 'Something was confirmed that is not asked.',
    next: 'Look at what is asked as it is now, and answer that.',
  },
  'approval.refused': {
    status: 422,
    sentence: 'This answer is not possible at this moment.',
    next: 'Read what stands against it, or write to the shop.',
  },
  'approval.asked-already': {
    status: 409,
    sentence: '{whom} is asked already.',
    next: 'Choose somebody else, or wait for the answer.',
  },
  'approval.no-colleague': {
    status: 403,
    sentence: '{whom} may not answer what the shop asks, and you may not let people in.',
    next: '{count, plural, =0 {Write to the shop.} other {Ask {people}, or write to the shop.}}',
  },
  'order.mark-not-possible': {
    status: 422,
    sentence: '"{type}" cannot be recorded of "{part}" in an order in "{status}".',
    next: 'Look at the order as it is now, and choose one of its parts.',
  },
  'status.not-possible': {
    status: 422,
    sentence: 'An order in "{from}" cannot move to "{to}".',
    next: 'Choose one of the offered statuses.',
  },
  'file.too-large': {
    status: 413,
    sentence: 'The file is larger than {megabytes} MB.',
    next: 'Send a smaller file, or a link to it in the notes.',
  },
  'file.too-many': { status: 413, sentence: 'There are too many files.', next: 'Remove one first.' },
  'file.none': { status: 422, sentence: 'There is no file.', next: 'Choose at least one.' },
  'file.dangerous': {
    status: 415,
    sentence: 'This kind of file is not accepted, because it can carry programs.',
    next: 'Send the artwork as PDF, SVG, PNG or JPEG.',
  },
  'file.no-room': {
    status: 507,
    sentence: 'There is no room for more files at the moment.',
    next: 'Try again later, or tell the shop; what you typed is kept.',
  },
  'file.cut-off': { status: 422, sentence: 'The upload ended before the file was complete.', next: 'Send it again.' },
  'file.pending': { status: 409, sentence: 'This file is still being checked.', next: 'Try again in a moment.' },
  'file.proof': {
    status: 409,
    sentence: 'This file proves an answer, and stays.',
    next: 'Read the record of the answer to see what it proves.',
  },
  'picture.unfit': {
    status: 415,
    sentence: 'This file is no picture that can be shown.',
    next: 'Choose a PNG, JPEG, WebP or SVG file.',
  },
  'shop.stale': {
    status: 409,
    sentence: 'The shop info was changed meanwhile.',
    next: 'Compare what you typed with what holds now, and save what is right.',
  },
  'host.unusable': {
    status: 422,
    sentence: 'This web address cannot be used.',
    next: 'Check its spelling, or choose another one.',
  },
  'host.unproven': {
    status: 409,
    sentence: 'The proof was not found.',
    next: 'Check the record or the file; a change of DNS may take an hour to be seen.',
  },
  'shop.has-orders': {
    status: 422,
    sentence: 'Orders hold what was entered before this change.',
    next: 'Read what stays as it is, and save again.',
  },
  'defaults.stale': {
    status: 409,
    sentence: 'These values were changed meanwhile.',
    next: 'Look at the newer ones and repeat your change.',
  },
  'defaults.too-large': {
    status: 413,
    sentence: 'That is too much for an order to begin with.',
    next: 'Leave out what changes from order to order.',
  },
  'settings.stale': {
    status: 409,
    sentence: 'The settings were changed meanwhile.',
    next: 'Look at the newer values and repeat your change.',
  },
  'settings.invalid': { status: 422, sentence: 'Some settings are not right.', next: 'Correct the named fields.' },
  'password.common': {
    status: 422,
    sentence: 'The password is one of the first that anybody would try.',
    next: 'Choose one that only you would think of.',
  },
  'staff.exists': {
    status: 409,
    sentence: 'This address already belongs to a staff member.',
    next: 'Send a new link to that person instead.',
  },
  'password.wrong': {
    status: 422,
    sentence: 'The present password is not right.',
    next: 'Type it again, or sign out and ask for a new one.',
  },
  'set-up.gone': {
    status: 410,
    sentence: 'This link is used up, too old, or not the newest.',
    next: 'Start the server anew, or run: docket set-up. Either prints a new one while there is no shop.',
  },
  'staff.beyond': {
    status: 403,
    sentence: 'This goes beyond what your role may.',
    next: 'Ask somebody whose role may more.',
  },
  'staff.self': {
    status: 403,
    sentence: 'Nobody changes the own role or removes themselves.',
    next: 'Ask somebody else who manages the staff.',
  },
  'staff.changed': {
    status: 409,
    sentence: 'This was changed meanwhile.',
    next: 'Reload and look at what is there now.',
  },
  'role.fixed': {
    status: 409,
    sentence: 'This role stays as it is.',
    next: 'Duplicate it, and change the copy.',
  },
  'role.in-use': {
    status: 409,
    sentence: 'Somebody has this role, or had it when they were removed.',
    next: 'Give them another one first.',
  },
  'contact.exists': {
    status: 409,
    sentence: 'The customer already has a contact with this address.',
    next: 'Use another address, or keep the contact as it is.',
  },
  'contact.last': {
    status: 409,
    sentence: 'Nobody else manages the people of this customer.',
    next: 'Give somebody else that right first.',
  },
  'address.exists': {
    status: 409,
    sentence: 'Another address of the customer has this name.',
    next: 'Choose another name.',
  },
  'link.taken': {
    status: 409,
    sentence: 'This link is or was in use.',
    next: 'Choose another one, or let one be made.',
  },
  'link.replaced': { status: 410, sentence: 'This link was replaced.', next: 'Ask the shop for the new one.' },
  'host.taken': {
    status: 409,
    sentence: 'This host belongs to another shop.',
    next: 'Take it from that shop first, or choose another one.',
  },
  'plugin.not-provisioned': {
    status: 403,
    sentence: 'This plugin is not part of what the shop may use.',
    next: 'Ask whoever runs Docket for you.',
  },
  'customer.merged': {
    status: 409,
    sentence: 'One of the two customers is merged into another one already.',
    next: 'Open the customer that it is now, and look again.',
  },
  'customer.unconfirmed': {
    status: 409,
    sentence: 'The customer that is to stay is not confirmed yet.',
    next: 'Confirm it first, or merge the other way round.',
  },
  'merge.gone': {
    status: 409,
    sentence: 'This merge can no longer be undone.',
    next: 'Reload to see how the customers are now; a later merge has to be undone first.',
  },
  'look.read-only': {
    status: 403,
    sentence: 'Who looks into a shop changes nothing there.',
    next: 'Tell the shop what to change, or end the look and sign in as its staff.',
  },
  'look.closed': {
    status: 409,
    sentence: 'A shop that is closed cannot be looked into.',
    next: 'Open the shop again first, then look.',
  },
  'preview.read-only': {
    status: 403,
    sentence: 'A preview is read-only.',
    next: 'Do it in the admin, or ask the customer to do it.',
  },
  'customer.full': {
    status: 422,
    sentence: 'The customer has as many of these as can be kept.',
    next: 'Use one that is there.',
  },
  'import.missing': {
    status: 422,
    sentence: 'There is no file to read.',
    next: 'Choose a file, or paste the rows of your table.',
  },
  'import.too-large': {
    status: 413,
    sentence: 'The file is larger than {megabytes} MB.',
    next: 'Split it into several files, each with the header.',
  },
  'import.too-long': {
    status: 413,
    sentence: 'The file has more than {rows} rows.',
    next: 'Split it into several files, each with the header.',
  },
  'import.too-wide': {
    status: 413,
    sentence: 'The file has more than {columns} columns.',
    next: 'Remove the columns that say nothing of your customers.',
  },
  'import.not-text': {
    status: 422,
    sentence: 'The file is no CSV, or not written as UTF-8.',
    next: 'Save the table as “CSV UTF-8”, and send that file.',
  },
  'import.quotes': {
    status: 422,
    sentence: 'A quotation mark in row {row} or after it does not fit.',
    next: 'Close it, or save the table anew from the program that made it.',
  },
  'import.no-header': {
    status: 422,
    sentence: 'The first row does not say what the columns are.',
    next: 'Put a row with names like “Customer” and “E-mail” above the others.',
  },
  'import.empty': {
    status: 422,
    sentence: 'There is no row below the header.',
    next: 'Choose a file with at least one customer.',
  },
  'import.uneven': {
    status: 422,
    sentence: 'Row {row} has {found} cells, and the header has {wanted}.',
    next: 'Look for a comma too many or too few in that row; a text with a comma in it needs quotation marks.',
  },
  'import.nothing': {
    status: 422,
    sentence: 'No customer of this file can be taken over.',
    next: 'Say what the columns hold, or correct the rows that are named.',
  },
  'import.changed': {
    status: 409,
    sentence: 'The import is no longer as it was shown.',
    next: 'Look at it again, then confirm.',
  },
  'import.gone': {
    status: 409,
    sentence: 'This import can no longer be undone.',
    next: 'Reload to see how it stands; an import can be undone once, within 30 days.',
  },
  'erase.held': {
    status: 409,
    sentence: 'There is open business with this customer.',
    next: 'Finish what is named, then erase.',
  },
  'erase.other-name': {
    status: 422,
    sentence: 'The name is not the one that is to be erased.',
    next: 'Type the name exactly as it is shown.',
  },
});

/** Every refusal of the core: code, HTTP status, sentence and next step. The reference is generated from it. */
export const errors = { ...own, ...kernelErrors };

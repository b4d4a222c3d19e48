/**
 * What leaves a line in the audit, and what the line holds: `adds` has what came to be, `ends` what was there, `changes`
 * both. Every action has its words in the admin's catalogue.
 */
export const auditActions = {
  'access.add-passkey': 'adds',
  'access.email-match': 'changes',
  'access.invite': 'adds',
  'access.invite-contact': 'adds',
  'access.refuse-passkey': 'changes',
  'access.remove-passkey': 'ends',
  'access.rename-passkey': 'changes',
  'access.revoke': 'ends',
  'access.revoke-invitation': 'ends',
  'access.set-password': 'adds',
  'access.sign-in': 'adds',
  'access.sign-out': 'ends',
  'audit.export': 'adds',
  'customers.add-contact': 'adds',
  'customers.confirm': 'changes',
  'customers.create': 'adds',
  'customers.prove-contact': 'adds',
  'customers.remove-address': 'ends',
  'customers.remove-contact': 'ends',
  'customers.restore-contact': 'adds',
  'customers.rotate-link': 'changes',
  'customers.save-address': 'adds',
  'customers.update': 'changes',
  'customers.update-address': 'changes',
  'customers.update-contact': 'changes',
  'orders.move': 'changes',
  'orders.revise': 'changes',
  'plugins.settings': 'changes',
  'plugins.switch': 'changes',
  'requests.decline': 'changes',
  'requests.discard': 'changes',
  'requests.release': 'changes',
  'requests.restore': 'changes',
  'shop.first-steps': 'changes',
  'shop.info': 'changes',
  'shop.logo': 'changes',
} as const satisfies Readonly<Record<string, 'adds' | 'changes' | 'ends'>>;

export type AuditAction = keyof typeof auditActions;

import type { Actor, Json } from '@docket/sdk';
import { json } from '../kernel/statement.ts';

export { auditActions, type AuditAction } from './actions.ts';

/** Who did it, or for whom it was done, as history keeps it: the kind of person and the id, never a name that may change. */
export const byActor = (actor: Actor): string => json(who(actor));

function who(actor: Actor): Json {
  switch (actor.type) {
    case 'staff':
    case 'contact':
    case 'operator':
      return { type: actor.type, id: actor.id };
    case 'stranger':
      return { type: 'stranger', name: actor.name, email: actor.email };
    case 'system':
      return { type: 'system', reason: actor.reason, ...(actor.name !== undefined && { name: actor.name }) };
    case 'anonymous':
      return { type: 'anonymous' };
  }
}

import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

/** The host that a browser asked for, where it is one of the shop's own. */
export const ownHost = statement<{ host: string; tenant: string }, { host: string }>(
  'access.own-host',
  (place) => sql`select host from core.tenant_host where host = ${place('host')} and tenant_id = ${place('tenant')}`,
);

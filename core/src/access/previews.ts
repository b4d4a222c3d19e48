import { PlatformError } from '@docket/sdk';
import { byActor } from '../audit/audit.ts';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Caller } from './access.ts';
import { hashToken, newToken } from './secrets.ts';
import { sessionHash } from './sessions.ts';
import * as store from './store-previews.ts';

/** The admin's page hands a preview to the portal at once: nobody carries it about, and it would work between two hosts. */
const handoverSeconds = 60;
const previewSeconds = 30 * 60;

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
}

/** A customer with those as whom its portal can be looked at, the first contact first; nobody when there is no contact. */
export function previewableFrom(rows: readonly store.PreviewableRow[]) {
  const [first] = rows;
  if (!first) throw new PlatformError(errors['not-found']);
  const contacts = rows.flatMap(({ contact_id: id, contact_name: name, email }) =>
    id === null ? [] : [{ id, name: name!, email: email! }],
  );
  return { customer: { id: first.id, name: first.name }, contacts };
}

/**
 * Staff look at the portal as one contact, with that contact's rights, and change nothing. A preview is a session of the
 * contact that is marked as one: it is looked for below `/preview` alone, in a cookie of its own, and lives only as long
 * as the staff session that began it, with the permission, at most thirty minutes.
 */
export type Previews = ReturnType<typeof createPreviews>;

export function createPreviews({ database, newId }: Dependencies) {
  return {
    /** Answers what hands the preview to the portal, once and within a minute; it is posted there. */
    async prepare(call: Caller, edge: Edge, contact: string): Promise<{ readonly handover: string }> {
      if (call.actor.type !== 'staff') throw new PlatformError(errors['sign-in.needed']);
      const handover = newToken();
      const row = {
        contact,
        staff: call.actor.id,
        under: sessionHash(edge, 'staff'),
        token: hashToken(handover),
        id: newId(call.now),
        device: edge.device,
        now: call.now,
        expiresAt: new Date(call.now.getTime() + handoverSeconds * 1000),
        by: byActor(call.actor),
        auditId: newId(call.now),
      };
      const [[made]] = await database.withTenant(call.shop.tenant.id).run(store.insertPreview(row));
      if (!made) throw new PlatformError(errors['not-found']);
      return { handover };
    },

    /** Begins the preview in this browser; one that it had before ends. Answers the slug of the customer. */
    async open(edge: Edge, handover: string): Promise<{ readonly customerSlug: string }> {
      const former = edge.cookies.get('preview');
      const token = newToken();
      const row = {
        handover: hashToken(handover),
        token: hashToken(token),
        former: former === undefined ? null : hashToken(former),
        now: edge.now,
        expiresAt: new Date(edge.now.getTime() + previewSeconds * 1000),
        auditId: newId(edge.now),
      };
      const [[opened]] = await database.withTenant(edge.shop.tenant.id).run(store.openPreview(row));
      if (!opened) throw new PlatformError(errors['link.gone']);
      edge.cookies.set('preview', token, previewSeconds);
      return { customerSlug: opened.slug };
    },

    /** Ends this browser's preview, if there is one. */
    async end(edge: Edge): Promise<void> {
      const token = hashToken(edge.cookies.get('preview') ?? '');
      await database
        .withTenant(edge.shop.tenant.id)
        .run(store.endPreview({ token, now: edge.now, auditId: newId(edge.now) }));
      edge.cookies.clear('preview');
    },
  };
}

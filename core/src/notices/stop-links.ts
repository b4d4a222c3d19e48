import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';

/** Whose mails of which kind a link stops. */
const Stop = z.tuple([z.enum(['staff', 'contact']), z.uuid(), z.string().max(60)]);

export interface Stop {
  readonly person: 'staff' | 'contact';
  readonly id: string;
  readonly kind: string;
}

/** Links that stop mails: signed, for one shop, one person and one kind. They open nothing else, so they need not end. */
export interface StopLinks {
  tokenOf(tenant: string, stop: Stop): string;
  /** What a token of this shop stands for; undefined for any other text. */
  read(tenant: string, token: string): Stop | undefined;
}

/** HMAC-SHA-256 under a key of the deployment's secret (HKDF, RFC 5869). */
export function createStopLinks(secret: string): StopLinks {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'docket stop links v1', 32));
  const sign = (tenant: string, body: string): Buffer => createHmac('sha256', key).update(`${tenant}.${body}`).digest();
  return {
    tokenOf(tenant, { person, id, kind }) {
      const body = Buffer.from(JSON.stringify([person, id, kind])).toString('base64url');
      return `${body}.${sign(tenant, body).toString('base64url')}`;
    },
    read(tenant, token) {
      const [body = '', ...signature] = token.split('.');
      // Compared as it is written: what follows a signature is part of it, and no other spelling is the same.
      const [given, wanted] = [signature.join('.'), sign(tenant, body).toString('base64url')].map((text) =>
        Buffer.from(text),
      ) as [Buffer, Buffer];
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
      const [person, id, kind] = Stop.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
      return { person, id, kind };
    },
  };
}

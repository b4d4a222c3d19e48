import type { StaffCaller } from '@docket/core/api';
import { textOf } from './posted.ts';
import { readScope } from './scope.ts';

type Subject = Awaited<ReturnType<StaffCaller['privacy']['ofCustomer']>>;

/** Somebody whose data may be taken along or erased, as a page shows it. */
export const shownSubject = ({ links, ...subject }: Subject) => ({
  ...subject,
  links: links.map(({ id, createdAt, expiresAt }) => ({
    href: `${readScope().base}/files/exports/${id}`,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  })),
});

/** The name that was typed to be sure. */
export const typedName = async (request: Request): Promise<string> => textOf(await request.formData(), 'name');

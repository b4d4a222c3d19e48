import { redirect } from '@sveltejs/kit';
import { linksOf } from '#lib/links.ts';
import { requestScope } from '#lib/server/scope.ts';
import type { RequestHandler } from './$types';

/** Another way to write a customer's permanent link, for good the same as the canonical one. */
export const GET: RequestHandler = ({ params, url }) =>
  redirect(308, linksOf(requestScope().base).home(params.customer) + url.search);

import type { StaffCaller } from '@docket/core/api';

/** What a call in process answers: dates are dates, unlike over HTTP. */
type Answer<Call extends (...input: never[]) => Promise<unknown>> = Awaited<ReturnType<Call>>;

export type OrderRow = Answer<StaffCaller['orders']['list']>['rows'][number];
export type OrderAnswer = Answer<StaffCaller['orders']['get']>;
export type QuarantinedRow = Answer<StaffCaller['requests']['quarantine']>['rows'][number];
export type WaitingRow = Answer<StaffCaller['requests']['waiting']>[number];

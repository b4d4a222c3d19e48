import { formatDate } from '@docket/ui';
import type { Place } from '@docket/ui';

/** A day in words. A draft may hold anything as a date: what is none is shown as typed. */
export const dayWords = (typed: string, place: Place): string =>
  /^\d{4}-\d\d-\d\d$/.test(typed) && !Number.isNaN(Date.parse(typed))
    ? formatDate(typed, { precision: 'day', ...place })
    : typed;

import { setting } from '@docket/sdk';
import * as z from 'zod';
import { codeTries, namedLimits, openStreams } from './access/named-limits.ts';

interface Bounds {
  readonly standard: number;
  readonly least: number;
  readonly largest: number;
}

const limit = (key: string, { standard, least, largest }: Bounds) =>
  setting(z.int().min(least).max(largest).default(standard), {
    title: `core.settings.${key}`,
    help: `core.settings.${key}.help`,
  });

/** A time on the clock of the shop, from `00:00` to `23:59`. */
const clockTime = (usual: string, name: string) =>
  setting(
    z
      .string()
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
      .default(usual),
    { title: `core.settings.${name}`, help: `core.settings.${name}.help`, control: 'time' },
  );

/** Minutes in a day. */
const wholeDay = 24 * 60;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether an hour of the day at least is not quiet: less would be missed. Two times that are the same are no quiet hours. */
const leavesAnHour = ({
  quietFrom,
  quietUntil,
}: {
  readonly quietFrom: string;
  readonly quietUntil: string;
}): boolean => quietFrom === quietUntil || (minutesOf(quietFrom) - minutesOf(quietUntil) + wholeDay) % wholeDay >= 60;

const limits = Object.fromEntries(
  Object.entries({ ...namedLimits, ...openStreams }).map(([key, bounds]) => [key, limit(key, bounds)]),
);

/** For how many days something is kept before it is swept. */
const days = (usual: number, name: string) =>
  setting(z.int().min(1).max(3650).default(usual), {
    title: `core.settings.${name}`,
    help: `core.settings.${name}.help`,
  });

/** Empty, or an address that browsers open safely. */
const helpLink = /^(?:https:\/\/[^\s/?#]+\.[^\s]*)?$/;

/** The core's own settings; they resolve and are drawn like a plugin's, under the id `core`. */
export const coreSettings = {
  id: 'core',
  version: '1',
  settings: z
    .strictObject({
      firstOrderNumber: setting(z.int().min(1).max(9_999_999).default(1001), {
        title: 'core.settings.firstOrderNumber',
        help: 'core.settings.firstOrderNumber.help',
      }),
      staffSecondFactor: setting(z.boolean().default(false), {
        title: 'core.settings.staffSecondFactor',
        help: 'core.settings.staffSecondFactor.help',
      }),
      decideWithinHours: setting(z.int().min(1).max(720).default(24), {
        title: 'core.settings.decideWithinHours',
        help: 'core.settings.decideWithinHours.help',
      }),
      progressMails: setting(z.boolean().default(false), {
        title: 'core.settings.progressMails',
        help: 'core.settings.progressMails.help',
      }),
      remindAtMost: limit('remindAtMost', { standard: 4, least: 0, largest: 20 }),
      remindBeforeDays: limit('remindBeforeDays', { standard: 2, least: 0, largest: 30 }),
      remindAgainDays: limit('remindAgainDays', { standard: 3, least: 1, largest: 60 }),
      quietFrom: clockTime('20:00', 'quietFrom'),
      quietUntil: clockTime('08:00', 'quietUntil'),
      quietWeekends: setting(z.boolean().default(true), {
        title: 'core.settings.quietWeekends',
        help: 'core.settings.quietWeekends.help',
      }),
      keepDraftsDays: days(30, 'keepDraftsDays'),
      keepAnonymousDraftsDays: days(7, 'keepAnonymousDraftsDays'),
      keepDeclinedDays: days(90, 'keepDeclinedDays'),
      keepNoticesDays: days(365, 'keepNoticesDays'),
      keepReadNoticesDays: days(90, 'keepReadNoticesDays'),
      keepDeliveriesDays: days(30, 'keepDeliveriesDays'),
      keepSessionsDays: days(90, 'keepSessionsDays'),
      welcome: setting(z.string().max(400).default(''), {
        title: 'core.settings.welcome',
        help: 'core.settings.welcome.help',
        visibility: 'public',
        control: 'textarea',
      }),
      /** Where the shop explains its portal, such as a walkthrough; nothing is shown while it is empty. */
      helpAddress: setting(z.string().max(300).regex(helpLink).default(''), {
        title: 'core.settings.helpAddress',
        help: 'core.settings.helpAddress.help',
        visibility: 'public',
      }),
      helpTitle: setting(z.string().trim().max(60).default(''), {
        title: 'core.settings.helpTitle',
        help: 'core.settings.helpTitle.help',
        visibility: 'public',
      }),
      /** By kind, then path: where the shop wants an optional field, when not where the kind puts it. */
      formLayout: setting(z.record(z.string(), z.record(z.string(), z.enum(['shown', 'aside']))).default({}), {
        title: 'core.settings.formLayout',
        control: 'page',
      }),
      ...limits,
      [codeTries.setting]: limit(codeTries.setting, codeTries),
    })
    .refine(leavesAnHour, { path: ['quietUntil'], message: 'Quiet hours leave at least an hour of the day.' }),
} as const;

import { intake, issue, on, referral, type CallContext, type IntakeRequest, type Issue } from '@docket/sdk';
import { quoted } from '@docket/sdk/content';
import type { IntakeCode } from '../rules/codes.ts';
import type { Stop, TransportContent } from '../rules/content.ts';
import { decidingDeadline } from '../rules/cutoffs/decide-cutoff.ts';
import { transportId } from '../rules/kind.ts';
import { availableServices, serviceById } from '../services/available.ts';
import { equipmentOf, type ServiceTerms } from '../services/terms.ts';
import { settingsOf, type TransportSettings } from '../settings.ts';
import {
  clockOf,
  decidingCollection,
  judge,
  provenCustomer,
  verdictOf,
  type Judgement,
  type Sending,
} from './judgement.ts';
import { dayWords, deadlineWords } from './said.ts';

/** Services that are not to be had and collections that are too late, whatever door the order came through. */
export const validate = on(intake.validate, async (request: IntakeRequest, context: CallContext) => {
  if (request.kind !== transportId) return [];
  // The kind's own check has passed: this is its content.
  const content = request.content as TransportContent;
  const customer = provenCustomer(request);
  const terms = await serviceById(context, content.service, customer);
  if (!terms?.isFor(customer)) return [notAvailable(content.service, await availableServices(context, customer))];
  return [
    ...levelIssues(content.level, terms),
    ...equipmentIssues(content, settingsOf(context.settings)),
    ...(await collectionIssues(content, terms, request, context)),
  ];
});

const refuse = (code: IntakeCode, path: string, params: Issue['params']): Issue =>
  issue('refuse', `transport.${code}`, path, params);

/** The same words for a service that is unknown, switched off or for others: nobody learns which. */
function notAvailable(typed: string, services: readonly ServiceTerms[]): Issue {
  const choices = services.map(({ title }) => title).join(', ');
  return choices === ''
    ? refuse('service-none', 'service', { typed: quoted(typed) })
    : refuse('service-not-available', 'service', { typed: quoted(typed), choices });
}

const levelIssues = (level: string, { levels }: ServiceTerms): readonly Issue[] =>
  level === '' || levels.some(({ id }) => id === level)
    ? []
    : [refuse('level-not-available', 'level', { typed: quoted(level) })];

function equipmentIssues({ equipment }: TransportContent, settings: TransportSettings): readonly Issue[] {
  const listed = equipmentOf(settings);
  const choices = listed.map(({ title }) => title).join(', ');
  return equipment.flatMap((id, at) =>
    listed.some((one) => one.id === id)
      ? []
      : [refuse('equipment-not-available', `equipment.${at}`, { typed: quoted(id), choices: choices || '–' })],
  );
}

async function collectionIssues(
  content: TransportContent,
  terms: ServiceTerms,
  request: IntakeRequest,
  context: CallContext,
): Promise<readonly Issue[]> {
  const settings = settingsOf(context.settings);
  const { stop, at } = decidingCollection(content);
  const before = await beforeChange(request, context);
  const sending = { collection: stop, terms, level: content.level, receivedAt: request.receivedAt, before };
  const judged = judge(sending, clockOf(settings, context.tenant));
  const verdict = verdictOf(judged.decision, settings, request.refers);
  if (verdict === 'accepted') return [];
  const path = `stops.${at}.date`;
  return [
    verdict === 'waits'
      ? tooLate(path, judged, context.tenant.locale)
      : collectionIssue(stop, path, judged, context.tenant.locale),
  ];
}

/** The order as it is until a change of it is taken; its deadline counts, too. Nothing where its service is no more. */
async function beforeChange(request: IntakeRequest, context: CallContext): Promise<Sending['before']> {
  if (!request.target) return undefined;
  const content = request.target.content as TransportContent;
  const terms = await serviceById(context, content.service, provenCustomer(request));
  return terms && { collection: decidingCollection(content).stop, terms, level: content.level };
}

/** What waits does so without a word to the customer: staff decide. */
const tooLate = (path: string, { decision }: Judgement, locale: string): Issue =>
  referral(`transport.${'after-cutoff' satisfies IntakeCode}`, path, deadlineWords(decision, locale), 'orders.edit');

function collectionIssue(stop: Stop, at: string, { decision, next }: Judgement, locale: string): Issue {
  const days = { date: dayWords(stop.date, locale), next: next === undefined ? '' : dayWords(next, locale) };
  if (decision.outcome === 'past') return refuse('collection-past', at, days);
  if (decision.outcome === 'closed') return refuse('collection-closed', at, days);
  const isSameDay = decidingDeadline(decision)?.mode === 'same-day';
  return refuse(isSameDay ? 'late-same-day' : 'late-day-before', at, { ...days, ...deadlineWords(decision, locale) });
}

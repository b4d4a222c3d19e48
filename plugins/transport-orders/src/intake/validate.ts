import { intake, issue, on, type CallContext, type IntakeRequest, type Issue } from '@docket/sdk';
import { quoted } from '@docket/sdk/content';
import type { IntakeCode } from '../rules/codes.ts';
import type { Stop, TransportContent } from '../rules/content.ts';
import { decidingDeadline } from '../rules/cutoffs/decide-cutoff.ts';
import { transportId } from '../rules/kind.ts';
import { availableServices, serviceById } from '../services/available.ts';
import { equipmentOf, type ServiceTerms } from '../services/terms.ts';
import { settingsOf, type TransportSettings } from '../settings.ts';
import { clockOf, decidingCollection, judge, provenCustomer, verdictOf, type Judgement } from './judgement.ts';
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
    ...collectionIssues(content, terms, context),
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

function collectionIssues(content: TransportContent, terms: ServiceTerms, context: CallContext): readonly Issue[] {
  const settings = settingsOf(context.settings);
  const { stop, at } = decidingCollection(content);
  const judged = judge(
    { collection: stop, terms, level: content.level, receivedAt: context.now },
    clockOf(settings, context.tenant),
  );
  // What waits does so without a word to the customer: staff decide.
  if (verdictOf(judged.decision, settings) !== 'refused') return [];
  return [collectionIssue(stop, `stops.${at}.date`, judged, context.tenant.locale)];
}

function collectionIssue(stop: Stop, at: string, { decision, next }: Judgement, locale: string): Issue {
  const days = { date: dayWords(stop.date, locale), next: next === undefined ? '' : dayWords(next, locale) };
  if (decision.outcome === 'past') return refuse('collection-past', at, days);
  if (decision.outcome === 'closed') return refuse('collection-closed', at, days);
  const isSameDay = decidingDeadline(decision)?.mode === 'same-day';
  return refuse(isSameDay ? 'late-same-day' : 'late-day-before', at, { ...days, ...deadlineWords(decision, locale) });
}

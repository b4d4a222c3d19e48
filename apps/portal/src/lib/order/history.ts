import type { TimelineEvent, Translate } from '@docket/ui';
import { questionName, type NamedQuestion, type Speech } from '@docket/sdk/question-name';
import type { OrderNumber } from '@docket/sdk/order-label';
import type { ShownChange } from '@docket/sdk';
import { choiceWords } from '@docket/ui/words.ts';
import type { OrderPage } from '#lib/core.ts';
import { shownStanding, wasWords } from './order-words.ts';
import type { Standing } from './order-words.ts';

/** One line of an order's history, as the shop tells it. */
export type HistoryRow = OrderPage['timeline'][number];

/** What happened, in the customer's words. Who did it is said for the customer's own people and the shop, not by name. */
export const historyEvents = (speech: Speech, rows: readonly HistoryRow[]): readonly TimelineEvent[] =>
  rows.map((row) => ({ id: row.id, at: row.at.toISOString(), ...told(speech, row), ...whoOf(speech.words, row.by) }));

function told(speech: Speech, { type, data }: HistoryRow): Pick<TimelineEvent, 'title' | 'tone' | 'note'> {
  const { words: t } = speech;
  if (type === 'corrected') return { title: t('portal.history.corrected'), note: correctionsIn(t, data) };
  if (type.startsWith('approval.')) return answerIn(speech, type, data);
  if (type !== 'status') return { title: titleOf(t, type, data) };
  const { stage = null, tone = null, was } = (data ?? {}) as Partial<Standing & { was: OrderNumber }>;
  const shown = shownStanding(t, { stage, tone });
  return { title: shown.label, tone: shown.tone, ...(was && { note: wasWords(t, was) }) };
}

/** An answer to a question of the shop, with how it came if not here, and why it was given. */
function answerIn(speech: Speech, type: string, data: HistoryRow['data']): Pick<TimelineEvent, 'title' | 'note'> {
  const { words: t } = speech;
  // Stored by the core in this shape.
  const {
    question: title = '',
    values,
    apart,
    reason,
    left,
    offline,
    who = '',
    whom = '',
  } = (data ?? {}) as Readonly<{
    question?: string;
    values?: NonNullable<NamedQuestion['values']>;
    apart?: NamedQuestion['apart'];
    reason?: string;
    left?: number;
    /** Who forwarded it to whom. */
    who?: string;
    whom?: string;
    offline?: { readonly way: string; readonly name: string };
  }>;
  const question = questionName({ title, ...(values && { values }), apart }, speech);
  const recorded = offline && t(`portal.history.recorded.${offline.way}`, { name: offline.name });
  const notes = [recorded, reason].filter((note) => note !== undefined);
  return {
    title: t(`portal.history.${type}`, { question, count: left ?? 0, who, whom }),
    ...(notes.length > 0 && { note: notes.join('\n') }),
  };
}

/** Longer lists are read in the order itself. */
const namedCorrections = 8;

/** What the shop changed before it accepted the order, field by field. */
function correctionsIn(t: Translate, data: HistoryRow['data']): string {
  // Stored by the core in this shape.
  const { changes = [] } = (data ?? {}) as { readonly changes?: readonly ShownChange[] };
  const named = changes.filter(({ label }) => label !== '');
  const shown = named.slice(0, namedCorrections).map(({ label, words, before, after }) =>
    t('portal.history.corrected.field', {
      field: t(label),
      before: valueOf(t, before, words),
      after: valueOf(t, after, words),
    }),
  );
  const more = changes.length - shown.length;
  return [...shown, ...(more > 0 ? [t('portal.history.corrected.more', { count: more })] : [])].join('; ');
}

function valueOf(t: Translate, value: ShownChange['before'], words: string | undefined): string {
  if (typeof value === 'boolean') return t(`portal.history.${value ? 'yes' : 'no'}`);
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  if (text === '') return t('portal.history.empty');
  return words === undefined ? text : choiceWords(t, words, text);
}

function whoOf(t: Translate, { type }: HistoryRow['by']): Pick<TimelineEvent, 'by'> {
  const key = `portal.history.by.${type}`;
  const text = t(key);
  return text === key ? {} : { by: text };
}

/**
 * A line of a plugin brings its own words, under its type, with the texts and numbers that it was written with. While the plugin
 * is off there are none.
 */
function titleOf(t: Translate, type: string, data: HistoryRow['data']): string {
  const keys = [`portal.history.${type}`, `event.${type}`];
  const values = valuesIn(data);
  return keys.map((key) => t(key, values)).find((said, at) => said !== keys[at]) ?? type;
}

const valuesIn = (data: HistoryRow['data']): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    Object.entries(data ?? {}).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[key, value]] : [],
    ),
  );

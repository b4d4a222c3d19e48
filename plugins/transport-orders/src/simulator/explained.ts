import type { SettingScope } from '@docket/sdk';
import { deadlineClocks } from '../rules/cutoffs/deadline-clocks.ts';
import type { CutoffTrace, DeadlineTrace } from '../rules/cutoffs/decide-cutoff.ts';
import type { SimulatedRule } from '../rules/simulation.ts';

const rule = (name: string, params: SimulatedRule['params'] = {}, decides = false): SimulatedRule => ({
  rule: name,
  params,
  decides,
});

/** Which scope said in which status the order begins. */
export const explainStatus = (by: SettingScope): SimulatedRule => rule(`status.${by}`);

/** Whether the customer may choose the service. */
export const explainService = (isAvailable: boolean): SimulatedRule =>
  rule(isAvailable ? 'service.available' : 'service.hidden');

/** A rule of the cut-off with the values that its sentence names. */
export function explainCutoff(trace: CutoffTrace): SimulatedRule {
  switch (trace.by) {
    case 'exempt':
      return rule('exempt', { fields: trace.fields.join(', ') });
    case 'zone':
      return rule(`zone.${trace.from}`, { zone: trace.zone, today: trace.today });
    case 'past':
      return rule('past', { date: trace.date, today: trace.today });
    case 'calendar':
      return rule(`closed.${trace.closed}`, { date: trace.date });
    default:
      return explainDeadline(trace);
  }
}

function explainDeadline({ by, mode, closing, decides }: DeadlineTrace): SimulatedRule {
  if (!closing) return rule(`${by}.none`);
  const { place } = deadlineClocks(closing.at, closing.zone).there;
  const values = { time: closing.time, day: closing.day, place, skipped: closing.skipped.join(', ') };
  const clock = closing.clock === 'once' ? '' : `.${closing.clock}`;
  const passed = closing.skipped.length > 0 ? '.skipped' : '';
  return rule(`${by}.${mode}${passed || clock}`, values, decides);
}

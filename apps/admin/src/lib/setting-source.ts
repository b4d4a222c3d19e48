import type { TraceStep } from '@docket/sdk';
import type { Translate } from '@docket/ui';

/** Where a value comes from, and why a nearer place did not answer. */
export function sourceWords(t: Translate, steps: readonly TraceStep[] | undefined): string | undefined {
  const answered = steps?.find(({ outcome }) => outcome === 'answered');
  if (!answered) return undefined;
  const failed = steps?.filter(({ outcome }) => outcome === 'failed') ?? [];
  return [
    t(`admin.settings.from.${answered.by}`),
    ...failed.map(({ by }) => t('admin.settings.failed', { scope: t(`admin.settings.scope.${by}`) })),
  ].join(' ');
}

import type { Json } from '@docket/sdk';
import { afterStep, freshId, groupOf, listOf, readStep, type FormStep, type JsonGroup } from '@docket/sdk/content';
import { blankDangerous, blankGoods, blankReference, blankStop, type GoodsUnits } from './blank.ts';

/**
 * Follows a structural step of a form without script: `add:stops`, `add:stops.0` (behind that one), `copy:goods.0`,
 * `remove:references.1`, `up:stops.2`, `down:stops.0`; also for the dangerous goods of a line
 * (`add:goods.0.dangerous`). Steps that this part does not know, or that point at nothing, change nothing.
 */
export function followStep(part: JsonGroup, id: string, typed: string): JsonGroup {
  const step = readStep(typed);
  const [key, line, inner] = step?.list.split('.') ?? [];
  const list = lists[key ?? ''];
  if (!step || !list || list.part !== id) return part;
  const rows = listOf(part[list.key]);
  if (line === undefined) return { ...part, [list.key]: list.after(rows, step) };
  return list.key === 'goods' && inner === 'dangerous'
    ? { ...part, goods: withDangerous(rows, Number(line), step) }
    : part;
}

interface StepList {
  readonly key: string;
  readonly part: string;
  readonly after: (rows: readonly Json[], step: FormStep) => readonly Json[];
}

const lists: Readonly<Record<string, StepList | undefined>> = Object.assign(Object.create(null), {
  references: {
    key: 'references',
    part: 'service',
    after: (rows, step) => afterStep(rows, step, () => blankReference(freshId('r')), 0),
  },
  stops: {
    key: 'stops',
    part: 'route',
    after: (rows, step) => afterStep(rows, step, () => blankStop(freshId('s'), newAction(rows, step))),
  },
  goods: {
    key: 'goods',
    part: 'goods',
    after: (rows, step) => afterStep(rows, step, () => blankGoods(freshId('g'), lastUnits(rows))),
  },
} satisfies Record<string, StepList>);

/** A new stop does what the one before it does: another collection behind a collection, else another delivery. */
const newAction = (rows: readonly Json[], { at }: FormStep): 'collect' | 'deliver' =>
  at !== undefined && groupOf(rows[at])['action'] === 'collect' ? 'collect' : 'deliver';

/** A new line is typed in the units of the last one. */
function lastUnits(rows: readonly Json[]): GoodsUnits | undefined {
  const { sizeUnit, weightUnit } = groupOf(rows.at(-1));
  return typeof sizeUnit === 'string' && typeof weightUnit === 'string'
    ? ({ sizeUnit, weightUnit } as GoodsUnits)
    : undefined;
}

function withDangerous(rows: readonly Json[], line: number, step: FormStep): readonly Json[] {
  const row = rows[line];
  if (row === undefined) return rows;
  const goods = listOf(groupOf(row)['dangerous']);
  const after = afterStep(goods, step, () => blankDangerous(freshId('d')), 0);
  return rows.with(line, { ...groupOf(row), dangerous: after });
}

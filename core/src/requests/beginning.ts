import type { ContentField, Json, Kind, Proposal } from '@docket/sdk';
import { filledIn, laidOver, newlyFilled, type DefaultRow, type Prefilled } from '../defaults/defaults.ts';
import { mergeProposals } from './prefill.ts';

/** What a new draft begins with, and where each value came from; null where nothing was filled in. */
export interface Beginning {
  readonly content: Json;
  readonly prefilled: Prefilled | null;
}

/** Where a draft's first values come from. */
interface Origins {
  /** Of the customer; absent for a stranger, and where there is none. */
  readonly customer?: DefaultRow | undefined;
  readonly ofService: (service: string) => { readonly version: number; readonly content: Json } | undefined;
  readonly proposed: readonly { readonly plugin: string; readonly value: readonly Proposal[] }[];
}

/**
 * The first of these to name a value gives it: the customer's default, that of the service the draft begins with, a plugin.
 * Nothing is typed yet, so that defaults may say otherwise than an empty form.
 */
export function begun(kind: Kind, blank: Json, { customer, ofService, proposed }: Origins): Beginning {
  const own = customer ? laidOver(blank, customer.content) : blank;
  const service = kind.service?.(
    mergeProposals(
      own,
      proposed.flatMap(({ value }) => value),
    ),
  );
  const usual = service === undefined ? undefined : ofService(service);
  const both = usual ? laidOver(blank, filledIn(customer?.content, usual.content, undefined)) : own;
  const layers: readonly Layer[] = [
    { content: own, source: 'customer', subject: customer?.subject, version: customer?.version ?? null },
    { content: both, source: 'service', subject: service, version: usual?.version ?? null },
  ];
  return traced(kind.fields, blank, [...layers, ...pluginLayers(both, proposed)]);
}

interface Layer {
  readonly content: Json;
  readonly source: string;
  readonly subject?: string | undefined;
  readonly version: number | null;
}

function pluginLayers(content: Json, proposed: Origins['proposed']): readonly Layer[] {
  const layers: Layer[] = [];
  for (const { plugin, value } of proposed) {
    const below = layers.at(-1)?.content ?? content;
    layers.push({ content: mergeProposals(below, value), source: plugin, version: null });
  }
  return layers;
}

function traced(fields: readonly ContentField[], blank: Json, layers: readonly Layer[]): Beginning {
  const prefilled: Record<string, Prefilled[string]> = {};
  let content = blank;
  for (const { content: next, source, subject, version } of layers) {
    const from = { source, version, ...(subject !== undefined && { subject }) };
    if (next !== content) Object.assign(prefilled, newlyFilled(fields, content, next, from));
    content = next;
  }
  return { content, prefilled: Object.keys(prefilled).length === 0 ? null : prefilled };
}

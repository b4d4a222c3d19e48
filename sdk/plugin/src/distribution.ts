import type { PluginDescriptor } from './plugin.ts';

/** A build with a fixed list of plugins: the one list that feeds server, apps and types. */
export interface Distribution<P extends readonly PluginDescriptor[] = readonly PluginDescriptor[]> {
  readonly name: string;
  readonly title: string;
  readonly plugins: P;
  /** Settings that differ from the plugins' own defaults, by plugin id. */
  readonly defaults?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Ids of the plugins that a shop may use unless the operator says otherwise; without it all of them. */
  readonly provisioned?: readonly string[];
  /** Words of the trade, by language: message keys that replace the catalogue's. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

type Ids<P extends readonly PluginDescriptor[]> = P extends readonly [
  infer H extends PluginDescriptor,
  ...infer R extends readonly PluginDescriptor[],
]
  ? H['id'] extends R[number]['id']
    ? never
    : readonly [H, ...Ids<R>]
  : readonly [];

/** Declares a distribution. Two plugins of one id are a compile error here and a start error elsewhere. */
export const defineDistribution = <const P extends readonly PluginDescriptor[]>(
  distribution: Distribution<P> & { readonly plugins: Ids<P> extends never ? never : P },
): Distribution<P> => Object.freeze(distribution);

export const packingGroups = ['I', 'II', 'III'] as const;
export type PackingGroup = (typeof packingGroups)[number];

/** Which tunnels are closed to the goods (ADR 8.6.4); `-` for none. */
export const tunnelCodes = ['B', 'B1000C', 'B/D', 'B/E', 'C', 'C5000D', 'C/D', 'C/E', 'D', 'D/E', 'E', '-'] as const;
export type TunnelCode = (typeof tunnelCodes)[number];

/** `III`, `iii`, `3` and `PG III` are III; nothing for anything else. */
export function readPackingGroup(typed: string): PackingGroup | undefined {
  const text = typed
    .toUpperCase()
    .replace(/^\s*PG/, '')
    .trim();
  return packingGroups.find((group, index) => text === group || text === String(index + 1));
}

/** `D/E`, `(d/e)` are D/E; nothing for anything else. */
export function readTunnelCode(typed: string): TunnelCode | undefined {
  const text = typed
    .toUpperCase()
    .replace(/[()\s]/g, '')
    .replace(/[–—]/, '-');
  return tunnelCodes.find((code) => code === text);
}

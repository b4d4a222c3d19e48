import type { PackingGroup, TunnelCode } from './codes.ts';

/** Dangerous goods of one line, as a transport document names them (ADR 5.4.1.1.1). */
export interface DangerousGoods {
  readonly unNumber: string;
  readonly properName: string;
  readonly technicalName?: string | undefined;
  readonly hazardClass: string;
  readonly subsidiary: readonly string[];
  /** Absent for goods that have none. */
  readonly packingGroup?: PackingGroup | undefined;
  /** May be absent: a document need not say it where no tunnel is passed (ADR 5.4.1.1.1 k). */
  readonly tunnelCode?: TunnelCode | undefined;
}

import { ofOrder, portal, staff } from '../classifying.ts';
import type { KnownPlugin } from '../plugins.ts';

export const plugin: KnownPlugin = {
  procedures: {
    'portal labels': { gate: portal(), thing: ofOrder, passesOver: true },
    'portal sent': { gate: portal(), thing: ofOrder, passesOver: true },
    'staff printing': { gate: staff('labels.print'), thing: ofOrder, passesOver: true },
    'staff print': { gate: staff('labels.print'), thing: ofOrder, passesOver: true },
  },
  made: {
    'labels.pdf': { gate: portal(), thing: ofOrder },
    'staff-labels.pdf': { gate: staff('labels.print'), thing: ofOrder, sees: 'orders.read' },
  },
  traces: [
    `insert into px_labels.serial (tenant_id, next)
     select tenant_id, 2 from core.orders limit 1 on conflict do nothing`,
    `insert into px_labels.label (tenant_id, number, order_id, package, issued_at)
     select tenant_id, '1-1', id, 'l1', now() from core.orders limit 1 on conflict do nothing`,
  ],
};

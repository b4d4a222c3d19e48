import { staff } from '../classifying.ts';
import type { KnownPlugin } from '../plugins.ts';

export const plugin: KnownPlugin = {
  procedures: {
    'staff simulate': {
      gate: staff('plugins.manage'),
      input: () => ({ service: 'standard', date: '2026-06-16', sentOn: '2026-06-16', sentAt: '12:00' }),
    },
  },
};

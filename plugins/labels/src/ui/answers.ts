import type { Json } from '@docket/sdk';
import type { ShownLabels, ShownToStaff, ShownWhenSent } from '../shown.ts';

// A block gets what its plugin’s own query of the same version answered, or null where that was refused.

export const shownLabels = (answer: Json): ShownLabels | null => answer as ShownLabels | null;
export const shownToStaff = (answer: Json): ShownToStaff | null => answer as ShownToStaff | null;
export const shownWhenSent = (answer: Json): ShownWhenSent | null => answer as ShownWhenSent | null;

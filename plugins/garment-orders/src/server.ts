import { definePlugin, intake, on } from '@docket/sdk';
import { garment } from './rules/kind.ts';

export const server = definePlugin({ hooks: [on(intake.kinds, () => [garment])] });

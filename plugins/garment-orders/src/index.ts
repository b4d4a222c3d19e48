import { describePlugin } from '@docket/sdk';
import { settings } from './settings.ts';

/** Order forms, artwork checks and job pipeline for shops that print and stitch on garments. */
export default describePlugin({
  id: 'garment-orders',
  version: '0.1.0',
  title: 'Garment orders',
  about: 'Your customers send garments, size runs, print locations and artwork; you get a job at Quote.',
  activation: 'on',
  settings,
  ui: [
    { type: 'form', kind: 'garment', part: 'basics', component: import.meta.resolve('#ui/BasicsForm.svelte') },
    { type: 'form', kind: 'garment', part: 'garments', component: import.meta.resolve('#ui/GarmentsForm.svelte') },
    { type: 'form', kind: 'garment', part: 'delivery', component: import.meta.resolve('#ui/DeliveryForm.svelte') },
    { type: 'form', kind: 'garment', part: 'artwork', component: import.meta.resolve('#ui/ArtworkForm.svelte') },
    { type: 'view', kind: 'garment', component: import.meta.resolve('#ui/GarmentView.svelte') },
  ],
  messages: { en: import.meta.resolve('#messages/en.json') },
  server: () => import('./server.ts'),
});

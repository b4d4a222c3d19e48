import { render } from 'svelte/server';
import Gallery from './Gallery.svelte';

/** The page as the server sends it; the errors of panels that failed are handed to `onfault`, as an app's error hook gets them. */
export function drawPage(page: 'order' | 'form', onfault: (error: unknown) => void): string {
  const { body } = render(Gallery, {
    props: { page },
    transformError: (error) => {
      onfault(error);
      return {};
    },
  });
  return body;
}

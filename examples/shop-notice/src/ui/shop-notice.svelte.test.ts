import { translator } from '@docket/sdk/messages';
import { setWords } from '@docket/ui';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import words from '../../messages/en.json';
import ShopNotice from './ShopNotice.svelte';

let shown: Record<string, unknown> | undefined;
afterEach(async () => {
  if (shown) await unmount(shown);
});

const WithWords: typeof ShopNotice = (internals, props) => {
  setWords(translator('en', words));
  return ShopNotice(internals, props);
};

/** Draws the notice as a page does: below something that gave it its words. */
function draw(settings: Record<string, string>): void {
  shown = mount(WithWords, { target: document.body, props: { settings } });
  flushSync();
}

describe('the shop’s notice', () => {
  it('shows the text as it was written, markup and all', async () => {
    draw({ notice: 'Closed on <b>Friday</b>', tone: 'note' });
    await expect.element(page.getByText('Closed on <b>Friday</b>')).toBeInTheDocument();
  });

  it('is nothing at all while the shop has none', () => {
    draw({ notice: '', tone: 'note' });
    expect(document.querySelector('.shop-notice')).toBeNull();
  });

  it('says in a word that it is a warning', async () => {
    draw({ notice: 'Late today', tone: 'warning' });
    await expect.element(page.getByText('ui.notice.warning')).toBeInTheDocument();
  });
});

import type { Hint } from '@docket/ui/live/hint.ts';
import { openLive } from '@docket/ui/live/live.ts';
import { watchTyping } from '@docket/ui/live/typing.ts';
import { keepTyped } from '@docket/ui/typed/keep-typed.ts';
import { awoke, exchanged } from '../islands/exchanged.ts';
import { exchangeRegions, type Exchanged } from './regions.ts';

/**
 * The script of pages that show where orders stand: draws them again when the shop changed something. The build makes
 * `/_app/live.js` of this module (see config.js).
 */
const place = document.querySelector<HTMLElement>('[data-live]')!;
const typing = watchTyping();

const concerns = ({ what, id }: Hint): boolean =>
  what === 'everything' || (what === 'order' && (place.dataset['order'] ?? id) === id);

async function drawAgain(): Promise<Exchanged> {
  const response = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!response.ok) return 'gone';
  const outcome = exchangeRegions(document, new DOMParser().parseFromString(await response.text(), 'text/html'));
  if (outcome === 'changed') document.dispatchEvent(new Event(exchanged));
  return outcome;
}

/** A form that was refused stands there with what was typed into it. */
const isKept = (): boolean => document.querySelector('[data-live-kept]') !== null;

/** Tells whoever does not see it; what is told already is not told again. */
const say = (words: string): void => void (place.querySelector('[role=status]')!.textContent = words);

/** Leaves it to whoever looks when to see what is new. */
function offer(): void {
  place.querySelector<HTMLElement>(':scope > div')!.hidden = false;
  say(place.dataset['old']!);
}

async function hear(hints: readonly Hint[]): Promise<void> {
  if (!hints.some(concerns)) return;
  if (isKept() || typing.isBusy(document.querySelector('main')!)) return offer();
  // Without an answer the page is as old as it was; the next hint brings another try.
  const outcome = await drawAgain().catch((): Exchanged => 'gone');
  if (outcome === 'gone') return offer();
  say(outcome === 'changed' ? place.dataset['said']! : '');
}

// What is put back is typed: it is watched, and not exchanged. An island may have drawn over it.
document.addEventListener(awoke, keepTyped(place.dataset['who']!).putBack);

openLive({ address: place.dataset['live']!, hear: (hints) => void hear(hints) });

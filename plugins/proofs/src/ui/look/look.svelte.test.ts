import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { ShownPin } from '#rules/pin.ts';
import type { LookedAt } from './looked-at.ts';
import LookPage from './testing/LookPage.svelte';

const root = document.documentElement;
root.lang = 'en';
document.title = 'Mockup';

beforeEach(() => page.viewport(1280, 900));
afterEach(() => {
  root.removeAttribute('data-theme');
  root.removeAttribute('dir');
});

const pin = (number: number, change: Partial<ShownPin> = {}): ShownPin => ({
  id: `0190a000-0000-7000-8000-0000000000b${number}`,
  number,
  picture: '0190a000-0000-7000-8000-000000000000',
  at: { x: 0.25, y: 0.75 },
  area: null,
  text: `Note ${number}`,
  writtenAt: '2026-06-16T10:12:00.000Z',
  doneAt: null,
  isOwn: true,
  ...change,
});

const frame = () => page.getByRole('group', { name: 'front-1.png: look closely' });
/** What the form would send, also while it is folded. */
const typed = () =>
  Object.fromEntries(
    new FormData(document.querySelector<HTMLFormElement>('form[aria-label^="Add a note to the mockup: "]')!),
  ) as Record<string, string>;
const drawnWidth = (): number => frame().element().querySelector('img')!.getBoundingClientRect().width;

const allRules = (rules: CSSRuleList): readonly CSSRule[] =>
  [...rules].flatMap((rule) => ('cssRules' in rule ? [rule, ...allRules(rule.cssRules as CSSRuleList)] : [rule]));

/** A picture of so many pixels, loaded in the frame. */
async function load(width: number, height: number): Promise<void> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.fillRect(0, 0, width, height);
  const image = frame().element().querySelector('img')!;
  const loaded = new Promise((resolve) => image.addEventListener('load', resolve, { once: true }));
  image.src = URL.createObjectURL(await canvas.convertToBlob());
  await loaded;
  await expect
    .poll(() => Math.round((drawnWidth() / image.getBoundingClientRect().height) * 100) / 100)
    .toBe(width / height);
}

async function findings(): Promise<readonly string[]> {
  const result = await axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  });
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

describe('A mockup that is looked at closely', () => {
  it.each((['light', 'dark'] as const).flatMap((theme) => ([360, 1280] as const).map((width) => ({ theme, width }))))(
    'is on the same grey and has no faults in $theme at $width',
    async ({ theme, width }) => {
      await page.viewport(width, 900);
      root.dataset['theme'] = theme;
      await render(LookPage, {
        action: '?/plugin',
        pins: [pin(1), pin(2, { at: null, area: 'top-left', doneAt: '2026-06-17T10:12:00.000Z' })],
        count: 2,
      });
      await load(600, 400);
      expect(getComputedStyle(frame().element()).backgroundColor).toBe('rgb(139, 145, 145)');
      expect(await findings()).toEqual([]);
      expect(root.scrollWidth).toBeLessThanOrEqual(width);
    },
  );

  it('comes nearer by buttons and keys, and shows the whole again', async () => {
    await render(LookPage);
    await load(600, 400);
    const fitted = drawnWidth();
    await userEvent.click(page.getByRole('button', { name: 'Zoom in' }));
    expect(drawnWidth()).toBeCloseTo(fitted * 1.5, 0);
    (frame().element() as HTMLElement).focus();
    await userEvent.keyboard('+');
    expect(drawnWidth()).toBeCloseTo(fitted * 2.25, 0);
    await userEvent.keyboard('-');
    expect(drawnWidth()).toBeCloseTo(fitted * 1.5, 0);
    await userEvent.keyboard('0');
    expect(drawnWidth()).toBeCloseTo(fitted, 0);
  });

  it('comes nearer by a wheel with the key that zooms, and by a double click', async () => {
    await render(LookPage);
    await load(600, 400);
    const fitted = drawnWidth();
    const element = frame().element();
    const { left, top, width, height } = element.getBoundingClientRect();
    const middle = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true, cancelable: true };
    element.dispatchEvent(new WheelEvent('wheel', { ...middle, deltaY: -300 }));
    await expect.poll(drawnWidth).toBeCloseTo(fitted, 0);
    element.dispatchEvent(new WheelEvent('wheel', { ...middle, deltaY: -300, ctrlKey: true }));
    await expect.poll(drawnWidth).toBeCloseTo(fitted * Math.E, 0);
    await userEvent.dblClick(frame());
    await expect.poll(drawnWidth).toBeCloseTo(fitted, 0);
  });

  it('comes nearer by two fingers that part, and moves with one', async () => {
    await render(LookPage);
    await load(600, 400);
    const element = frame().element();
    const fitted = drawnWidth();
    const { left, top, width, height } = element.getBoundingClientRect();
    const finger = (type: string, pointerId: number, x: number, y: number) =>
      element.dispatchEvent(
        new PointerEvent(type, {
          pointerId,
          pointerType: 'touch',
          button: 0,
          buttons: type === 'pointerup' ? 0 : 1,
          clientX: left + x,
          clientY: top + y,
          bubbles: true,
        }),
      );
    // The browser knows no such fingers, so it cannot catch them.
    element.setPointerCapture = () => undefined;
    const [x, y] = [width / 2, height / 2];
    finger('pointerdown', 1, x - 50, y);
    finger('pointerdown', 2, x + 50, y);
    finger('pointermove', 2, x + 150, y);
    await expect.poll(drawnWidth).toBeCloseTo(fitted * 2, 0);
    finger('pointerup', 2, x + 150, y);
    const before = element.querySelector('img')!.getBoundingClientRect().left;
    finger('pointermove', 1, x - 90, y);
    await expect.poll(() => element.querySelector('img')!.getBoundingClientRect().left).toBeLessThan(before - 30);
  });

  it('takes a place by the keyboard: arrows move the cross, Enter takes it, and it is posted as shares of the picture', async () => {
    await render(LookPage, { action: '?/plugin' });
    await load(600, 400);
    await userEvent.click(page.getByRole('button', { name: 'Point at a place' }));
    await expect.element(frame()).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{Shift>}{ArrowDown}{/Shift}{Enter}');
    const { x, y, picture } = typed();
    expect(Number(x)).toBeCloseTo(0.5 + 16 / drawnWidth(), 3);
    expect(Number(y)).toBeCloseTo(0.5 + (40 / drawnWidth()) * 1.5, 3);
    expect(picture).toBe('0190a000-0000-7000-8000-000000000000');
    await expect.element(page.getByRole('button', { name: 'Note 1:' })).toBeInTheDocument();
  });

  it('leads to the note once the place is taken, by key and by tap, and says that it is', async () => {
    await render(LookPage, { action: '?/plugin' });
    await load(600, 400);
    const text = page.getByRole('textbox', { name: 'Note' });
    const said = page.getByText(/^The place is taken/);
    await userEvent.click(page.getByRole('button', { name: 'Point at a place' }));
    await userEvent.keyboard('{Enter}');
    await expect.element(text).toHaveFocus();
    await expect.element(said).toBeInTheDocument();
    await userEvent.click(page.getByRole('button', { name: 'Point at a place' }));
    await expect.element(said).not.toBeInTheDocument();
    const { width, height } = frame().element().getBoundingClientRect();
    await userEvent.click(frame(), { position: { x: width / 3, y: height / 3 } });
    await expect.element(text).toHaveFocus();
    await expect.element(said).toBeInTheDocument();
  });

  it('says how a place is pointed at, also to fingers', async () => {
    await render(LookPage, { action: '?/plugin' });
    const words = page.getByText(/^Tap the place you mean/);
    await userEvent.click(page.getByRole('button', { name: 'Point at a place' }));
    await expect.element(words).toBeVisible();
    const hidden = [...document.styleSheets]
      .flatMap(({ cssRules }) => allRules(cssRules))
      .filter(({ parentRule }) => parentRule instanceof CSSMediaRule && parentRule.conditionText.includes('coarse'))
      .filter(
        (rule): rule is CSSStyleRule => rule instanceof CSSStyleRule && words.element().matches(rule.selectorText),
      );
    expect(hidden).toEqual([]);
  });

  it('stays where it is under a pointer that was let go beside it', async () => {
    await render(LookPage);
    await load(600, 400);
    const element = frame().element();
    const { left, top } = element.getBoundingClientRect();
    const pointer = (type: string, x: number, buttons: number) =>
      element.dispatchEvent(
        new PointerEvent(type, {
          pointerId: 1,
          pointerType: 'mouse',
          button: 0,
          buttons,
          clientX: left + x,
          clientY: top + 200,
          bubbles: true,
        }),
      );
    pointer('pointerdown', 300, 1);
    for (let nth = 0; nth < 3; nth++) await userEvent.click(page.getByRole('button', { name: 'Zoom in' }));
    const place = (): number => element.querySelector('img')!.getBoundingClientRect().left;
    const before = place();
    for (const x of [280, 240, 200]) pointer('pointermove', x, 0);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(place()).toBe(before);
  });

  it('keeps the cross where it was led while it is looked at from nearer', async () => {
    await render(LookPage, { action: '?/plugin' });
    await load(600, 400);
    await userEvent.click(page.getByRole('button', { name: 'Point at a place' }));
    await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
    const led = 0.5 + 80 / drawnWidth();
    await userEvent.keyboard('+');
    await page.viewport(1000, 900);
    await userEvent.keyboard('+{Enter}');
    expect(Number(typed()['x'])).toBeCloseTo(led, 3);
    expect(Number(typed()['y'])).toBeCloseTo(0.5, 3);
  });

  it('leaves off pointing by Escape, and takes no place beside the picture', async () => {
    await render(LookPage, { action: '?/plugin' });
    await load(200, 800);
    await userEvent.click(page.getByRole('button', { name: 'Point at a place' }));
    await userEvent.click(frame(), { position: { x: 5, y: 200 } });
    expect(typed()['x']).toBeUndefined();
    const box = frame().element().getBoundingClientRect();
    await userEvent.click(frame(), { position: { x: box.width / 2, y: box.height / 2 } });
    // Within a pixel of the middle.
    expect(Math.abs(Number(typed()['x']) - 0.5) * drawnWidth()).toBeLessThan(1);
    await userEvent.click(page.getByRole('button', { name: 'Do not point' }));
    expect(typed()['x']).toBeUndefined();
    await userEvent.click(page.getByRole('button', { name: 'Point at a place' }));
    await userEvent.keyboard('{Escape}{Enter}');
    expect(typed()['x']).toBeUndefined();
  });

  it('lists the notes by number before the dots, and shows which one a dot stands for', async () => {
    await render(LookPage, { action: '?/plugin', pins: [pin(1), pin(2, { at: { x: 0.5, y: 0.5 } })] });
    await load(600, 400);
    const list = page.getByRole('list').element();
    expect(list.compareDocumentPosition(frame().element()) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    const dot = page.getByRole('button', { name: 'Note 2: Note 2' });
    const { left, width } = dot.element().getBoundingClientRect();
    const picture = frame().element().getBoundingClientRect();
    expect(left + width / 2).toBeCloseTo(picture.left + picture.width / 2, -1);
    await userEvent.click(dot);
    expect(page.getByRole('listitem').nth(1).element().className).toContain('lit');
    await expect.element(page.getByRole('listitem').nth(1)).toHaveFocus();
  });

  it('lets dots be pressed on a picture that was brought near, and passes over those that are out of sight', async () => {
    await render(LookPage, {
      action: '?/plugin',
      pins: [pin(1, { at: { x: 0.98, y: 0.98 } }), pin(2, { at: { x: 0.5, y: 0.5 } })],
    });
    await load(600, 400);
    for (let nth = 0; nth < 3; nth++) await userEvent.click(page.getByRole('button', { name: 'Zoom in' }));
    const hidden = page.getByRole('button', { name: 'Note 1: Note 1' }).element() as HTMLElement;
    expect(hidden.tabIndex).toBe(-1);
    hidden.focus();
    expect([frame().element().scrollLeft, frame().element().scrollTop]).toEqual([0, 0]);
    const dot = page.getByRole('button', { name: 'Note 2: Note 2' });
    expect((dot.element() as HTMLElement).tabIndex).toBe(0);
    await userEvent.click(dot);
    await expect.element(page.getByRole('listitem').nth(1)).toHaveFocus();
  });

  it('offers whoever cannot point the parts of the picture', async () => {
    await render(LookPage, { action: '?/plugin' });
    await userEvent.click(page.getByText('Note something on the picture'));
    await userEvent.selectOptions(page.getByRole('combobox', { name: 'Where on the picture (optional)' }), 'Top left');
    await userEvent.fill(page.getByRole('textbox', { name: 'Note' }), 'Bigger');
    expect(typed()).toMatchObject({ does: 'pin', work: 'g1.i1', version: '1', area: 'top-left', text: 'Bigger' });
  });

  it('keeps what was typed with the refusal', async () => {
    const typedBefore = { work: 'g1.i1', text: 'Too far left', area: 'left', picture: '' };
    const refusal = { code: 'proofs.pin-closed', params: {}, details: null };
    await render(LookPage, { action: '?/plugin', posted: { does: 'pin', typed: typedBefore, refusal } });
    await expect.element(page.getByRole('textbox', { name: 'Note' })).toHaveValue('Too far left');
    await expect.poll(() => page.getByRole('status').element().textContent).toContain('waits for no answer any more');
  });

  it('keeps the place of a note that was refused, on its picture', async () => {
    const second = '0190a000-0000-7000-8000-000000000001';
    const typedBefore = { work: 'g1.i1', text: 'Too far left', picture: second, x: '0.25000', y: '0.75000' };
    const refusal = { code: 'proofs.pin-many', params: { most: 60 }, details: null };
    await render(LookPage, { action: '?/plugin', count: 2, posted: { does: 'pin', typed: typedBefore, refusal } });
    expect(typed()).toMatchObject({ picture: second, x: '0.25000', y: '0.75000', text: 'Too far left' });
    await expect.element(page.getByRole('group', { name: 'front-2.png: look closely' })).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Note 1:' })).toBeInTheDocument();
  });

  it('lets the shop mark notes as done, and nobody once nothing waits', async () => {
    const { unmount } = await render(LookPage, {
      action: '?/plugin',
      audience: 'staff',
      pins: [pin(1, { isOwn: false })],
    });
    await expect.element(page.getByRole('button', { name: 'Mark as done 1' })).toBeInTheDocument();
    await unmount();
    await render(LookPage, { audience: 'staff', pins: [pin(1, { isOwn: false })] });
    await expect.element(page.getByText('Note 1')).toBeInTheDocument();
    expect(page.getByRole('button', { name: 'Mark as done 1' }).query()).toBeNull();
  });
});

describe('Two versions that are compared', () => {
  const version = (number: string): LookedAt => ({
    name: `front-${number}.png`,
    alt: `Mockup ${number}`,
    preview: `/given/${number}/preview`,
    full: `/given/${number}/front.png`,
    sharp: undefined,
  });
  const versions = [version('1'), version('2')] as const;

  it('are looked at with one zoom, side by side', async () => {
    await render(LookPage, { compared: versions });
    const widths = () =>
      [...document.querySelectorAll('.frame img')].map((image) => Math.round(image.getBoundingClientRect().width));
    const [one] = widths();
    await userEvent.click(page.getByRole('button', { name: 'Zoom in' }).first());
    expect(widths()[0]).toBeGreaterThan(one!);
    expect(new Set(widths()).size).toBe(1);
    expect(await findings()).toEqual([]);
  });

  it('become sharper from near once the file has come, and stay as they are where it cannot be drawn', async () => {
    const canvas = new OffscreenCanvas(60, 40);
    canvas.getContext('2d')!.fillRect(0, 0, 60, 40);
    const sharp = URL.createObjectURL(await canvas.convertToBlob());
    const broken = URL.createObjectURL(new Blob(['no picture']));
    await render(LookPage, {
      compared: [
        { ...versions[0], sharp: broken },
        { ...versions[1], sharp },
      ],
    });
    const sources = () => [...document.querySelectorAll('.frame img')].map((image) => image.getAttribute('src'));
    for (let nth = 0; nth < 2; nth++) await userEvent.click(page.getByRole('button', { name: 'Zoom in' }).first());
    await expect.poll(() => sources()[1]).toBe(sharp);
    expect(sources()[0]).toBe('/given/1/preview');
  });

  it('are wiped over one another', async () => {
    await render(LookPage, { compared: versions });
    await userEvent.click(page.getByRole('radio', { name: 'Wipe' }));
    const wipe = page.getByRole('slider').element() as HTMLInputElement;
    wipe.focus();
    await userEvent.keyboard('{Home}');
    expect(document.querySelector<HTMLElement>('.top')!.style.clipPath).toContain('0%');
    expect(await findings()).toEqual([]);
  });

  it('are wiped the way that the slider goes, also where one writes from right to left', async () => {
    root.dir = 'rtl';
    await render(LookPage, { compared: versions });
    await userEvent.click(page.getByRole('radio', { name: 'Wipe' }));
    expect(getComputedStyle(page.getByRole('slider').element()).direction).toBe('ltr');
  });

  it('take turns at the same place, by themselves for whoever asks for it', async () => {
    await render(LookPage, { compared: versions });
    await userEvent.click(page.getByRole('radio', { name: 'Blink' }));
    await expect.element(page.getByRole('img', { name: 'Mockup 2' })).toBeInTheDocument();
    await userEvent.click(page.getByRole('button', { name: 'Show the other' }));
    await expect.element(page.getByRole('img', { name: 'Mockup 1' })).toBeInTheDocument();
    await userEvent.click(page.getByRole('button', { name: 'By itself' }));
    await expect.element(page.getByRole('img', { name: 'Mockup 2' })).toBeInTheDocument();
    expect(await findings()).toEqual([]);
  });
});

import type { Point } from './sight.ts';

/** What fingers, a pointer and a wheel do to a picture. Points are pixels from the upper left corner of the element. */
export interface Gestures {
  drag(by: Point): void;
  /** So many times nearer, about a point. */
  zoom(times: number, about: Point): void;
  /** Pressed and let go at the same place. */
  tap(at: Point): void;
  /** False where nothing is to be moved: a finger then scrolls the page. */
  holds(): boolean;
}

/** As far as a hand shakes. */
const still = 4;

/** Hears of gestures over an element until it is called off. */
export function hearGestures(element: HTMLElement, gestures: Gestures): () => void {
  const fingers = new Map<number, Point>();
  let travelled = 0;
  const at = (event: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  function press(event: PointerEvent): void {
    // What is pressed on a dot is the dot's: caught, the click would come to the picture.
    if (event.button !== 0 || (event.target as Element).closest('button')) return;
    if (fingers.size === 0) travelled = 0;
    fingers.set(event.pointerId, at(event));
    if (gestures.holds() || fingers.size > 1) element.setPointerCapture(event.pointerId);
  }

  function move(event: PointerEvent): void {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    // It was let go beside the element, which heard nothing of it.
    if (event.buttons === 0) return void fingers.delete(event.pointerId);
    const now = at(event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, now);
    travelled += distance(before, now);
    if (other) {
      const times = distance(other, now) / Math.max(distance(other, before), 1);
      gestures.zoom(times, between(other, now));
    }
    if (other || travelled > still) {
      const share = other ? 0.5 : 1;
      gestures.drag({ x: (now.x - before.x) * share, y: (now.y - before.y) * share });
    }
  }

  function lift(event: PointerEvent): void {
    const isTap = fingers.delete(event.pointerId) && fingers.size === 0 && travelled <= still;
    if (isTap && event.type === 'pointerup') gestures.tap(at(event));
  }

  // With the key that zooms pages it is meant for the picture; alone it scrolls the page, until the picture is held.
  function wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey && !gestures.holds()) return;
    event.preventDefault();
    gestures.zoom(Math.exp(-event.deltaY / 300), at(event));
  }

  const heard = [
    ['pointerdown', press],
    ['pointermove', move],
    ['pointerup', lift],
    ['pointercancel', lift],
    ['wheel', wheel],
  ] as const;
  for (const [type, hear] of heard) element.addEventListener(type, hear as EventListener, { passive: false });
  return () => {
    for (const [type, hear] of heard) element.removeEventListener(type, hear as EventListener);
  };
}

const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);

const between = (one: Point, other: Point): Point => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });

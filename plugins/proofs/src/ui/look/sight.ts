/** A width and a height in pixels. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** A point; in pixels from the upper left corner of a frame, or as shares (0 to 1) of a picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * What of a picture is seen: how much larger than fitted into its frame, and which share of it is in the middle of the frame.
 * It knows neither frame nor picture, so two pictures can be looked at alike.
 */
export interface Sight {
  readonly zoom: number;
  readonly middle: Point;
}

/** A picture in a frame. */
export interface Shown {
  readonly picture: Extent;
  readonly frame: Extent;
}

/** As far as anybody looks into a print. */
export const mostZoom = 16;

/** The whole picture. */
export const whole: Sight = { zoom: 1, middle: { x: 0.5, y: 0.5 } };

/** How large the picture is in its frame. */
export function drawnSize({ picture, frame }: Shown, zoom: number): Extent {
  const fit = Math.min(frame.width / picture.width, frame.height / picture.height);
  return { width: picture.width * fit * zoom, height: picture.height * fit * zoom };
}

/** The share of the picture at a point of the frame; below 0 or above 1 beside it. */
export function shareAt(shown: Shown, { zoom, middle }: Sight, point: Point): Point {
  const size = drawnSize(shown, zoom);
  return {
    x: middle.x + (point.x - shown.frame.width / 2) / size.width,
    y: middle.y + (point.y - shown.frame.height / 2) / size.height,
  };
}

/** Where in the frame a share of the picture is. */
export function pointOf(shown: Shown, { zoom, middle }: Sight, share: Point): Point {
  const size = drawnSize(shown, zoom);
  return {
    x: shown.frame.width / 2 + (share.x - middle.x) * size.width,
    y: shown.frame.height / 2 + (share.y - middle.y) * size.height,
  };
}

/** True for a share that is on the picture. */
export const isOn = ({ x, y }: Point): boolean => x >= 0 && x <= 1 && y >= 0 && y <= 1;

/** The place that a form sent back, as shares of the picture; nothing where it sent none that is on it. */
export function pointed(x: string, y: string): Point | undefined {
  const at = { x: Number.parseFloat(x), y: Number.parseFloat(y) };
  return isOn(at) ? at : undefined;
}

/** So many times nearer, about a point that stays where it is. */
export function zoomed(shown: Shown, sight: Sight, times: number, about: Point): Sight {
  const zoom = Math.min(Math.max(sight.zoom * times, 1), mostZoom);
  const kept = shareAt(shown, sight, about);
  const size = drawnSize(shown, zoom);
  const middle = {
    x: kept.x - (about.x - shown.frame.width / 2) / size.width,
    y: kept.y - (about.y - shown.frame.height / 2) / size.height,
  };
  return within(shown, { zoom, middle });
}

/** Moved with whatever drags it, by so many pixels. */
export function dragged(shown: Shown, { zoom, middle }: Sight, by: Point): Sight {
  const size = drawnSize(shown, zoom);
  return within(shown, { zoom, middle: { x: middle.x - by.x / size.width, y: middle.y - by.y / size.height } });
}

/** So that the picture fills the frame as far as it can: nobody loses it. */
export function within(shown: Shown, { zoom, middle }: Sight): Sight {
  const size = drawnSize(shown, zoom);
  return {
    zoom,
    middle: {
      x: held(middle.x, shown.frame.width / size.width),
      y: held(middle.y, shown.frame.height / size.height),
    },
  };
}

/** `seen` is the share of the picture that the frame holds. */
const held = (middle: number, seen: number): number =>
  seen >= 1 ? 0.5 : Math.min(Math.max(middle, seen / 2), 1 - seen / 2);

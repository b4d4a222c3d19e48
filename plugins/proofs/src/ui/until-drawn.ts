/** Between two looks, in milliseconds; each is a half longer than the one before, and the last one two minutes after the first. */
const [first, growth, most] = [1500, 1.5, 60_000];

/**
 * Asks for the picture of a file again until inspection has drawn it, and marks it then. Without script the page is asked for again
 * by whoever looks at it.
 */
export function untilDrawn(image: HTMLImageElement): () => void {
  const { src } = image;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = first;
  const drawn = (): void => void (image.dataset['drawn'] = '');
  const again = (): void => {
    if (pause > most) return;
    timer = setTimeout(() => (image.src = `${src}?again=${pause}`), pause);
    pause *= growth;
  };
  image.addEventListener('load', drawn);
  image.addEventListener('error', again);
  // It may have come, or not come, before there was a script.
  if (image.complete) (image.naturalWidth > 0 ? drawn : again)();
  return () => {
    clearTimeout(timer);
    image.removeEventListener('load', drawn);
    image.removeEventListener('error', again);
  };
}

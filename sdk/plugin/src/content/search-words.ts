const longest = 2000;

/** The words of texts to find an order by, each once and in small letters; as many as fit, and none cut in two. */
export function searchWords(texts: readonly string[]): string {
  const words = new Set(texts.flatMap((text) => text.toLowerCase().split(/[\s-]+/)).filter(Boolean));
  let text = '';
  for (const word of words) {
    if (text.length + word.length + 1 > longest) break;
    text = text === '' ? word : `${text} ${word}`;
  }
  return text;
}

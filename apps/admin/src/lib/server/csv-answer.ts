const encoder = new TextEncoder();

/** Reads no further than whoever takes it, and ends when they go away. */
const streamOf = (texts: AsyncGenerator<string>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    async pull(stream) {
      const { done, value } = await texts.next();
      if (done) stream.close();
      else stream.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await texts.return(undefined)),
  });

/** A CSV file to save, sent while it is read. */
export function csvAnswer(name: string, texts: AsyncGenerator<string>): Response {
  const headers = {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
  };
  return new Response(streamOf(texts), { headers });
}

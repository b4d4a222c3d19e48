import type { Hint } from './hints.ts';

/** An answer that goes on: events as browsers read them (HTML standard, server-sent events). */
export interface EventStream {
  readonly body: ReadableStream<Uint8Array>;
  send(hints: readonly Hint[]): void;
  /** Says nothing, so that nobody between takes the connection for idle. */
  beat(): void;
  end(): void;
}

interface Options {
  /** What the browser asks after when it comes again. */
  readonly mark: string;
  /** Called once, whoever ended it. */
  readonly ended: () => void;
}

/** Milliseconds after which a browser comes again when the connection broke. */
const retry = 3000;
/** Bytes that wait for a browser which does not read; then it is let go, and comes again. */
const patience = 64 * 1024;

export function openEventStream({ mark, ended }: Options): EventStream {
  const text = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  function finish(): void {
    if (!controller) return;
    controller = undefined;
    ended();
  }

  function end(): void {
    const open = controller;
    finish();
    open?.close();
  }

  function write(lines: string): void {
    if (!controller) return;
    controller.enqueue(text.encode(lines));
    if ((controller.desiredSize ?? 0) <= 0) end();
  }

  const body = new ReadableStream<Uint8Array>(
    {
      start(opened) {
        controller = opened;
        write(`retry: ${retry}\nid: ${mark}\n\n`);
      },
      cancel: finish,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: patience }),
  );

  return {
    body,
    send: (hints) => hints.forEach((hint) => write(`id: ${hint.event}\ndata: ${JSON.stringify(hint)}\n\n`)),
    beat: () => write(':\n\n'),
    end,
  };
}

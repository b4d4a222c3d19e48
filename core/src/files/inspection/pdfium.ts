import { readFile } from 'node:fs/promises';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';

/** PDFium's own memory: what its functions take and answer are addresses in it. */
interface Memory {
  /** Other arrays each time the memory grows, so they are asked for anew at each use. */
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;
  readonly wasmExports: { readonly malloc: (bytes: number) => number };
}

/** PDFium, with its memory. */
export interface Pdfium extends WrappedPdfiumModule {
  readonly memory: Memory;
}

/** Starts a PDFium in WebAssembly; `complain` gets what it would say on a terminal. */
export async function startPdfium(complain: (line: string) => void): Promise<Pdfium> {
  const wasmBinary = await readFile(new URL(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm')));
  const options = { wasmBinary, print: complain, printErr: complain };
  const pdfium = await init(options);
  pdfium.PDFiumExt_Init();
  // Typed for those who have Emscripten's types, which nothing here needs otherwise.
  return { ...pdfium, memory: pdfium.pdfium as unknown as Memory };
}

/** The address, if it is one: 0 says that PDFium refused, or had no memory left. */
export function addressOf(address: number, what: string): number {
  if (address === 0) throw new Error(`PDFium made no ${what}`);
  return address;
}

/** Room for so many bytes. */
export const allocate = ({ memory }: Pdfium, bytes: number): number =>
  addressOf(memory.wasmExports.malloc(bytes), 'room: out of memory');

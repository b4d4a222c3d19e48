import { readFile } from 'node:fs/promises';
import { extensionOf, findDisguises, nameAgrees, unseen } from './disguise.ts';
import type { FileKind, Findings, SecurityReason, SecurityWarning } from './facts.ts';
import { identify, pdfHeaderAt } from './kinds.ts';
import type { InspectionLimits } from './limits.ts';
import type { PreviewTo } from './pictures.ts';
import { problemOf } from './problem.ts';

/** One file to look at, with the name its sender gave it. */
export interface Task {
  readonly path: string;
  readonly name: string;
  readonly limits: InspectionLimits;
  readonly previewTo?: PreviewTo;
}

/** What a reader knows so far. What comes later may end the child, and must not take away what speaks against the file. */
export type Tell = (known: Partial<Findings>) => void;

type Reader = (bytes: Buffer, task: Task, tell: Tell) => Promise<Partial<Findings>> | Partial<Findings>;

/** Decoders are loaded only for the kind at hand: each is large, and none sees a file that is not its own. */
async function readerOf(kind: FileKind, bytes: Buffer): Promise<Reader | undefined> {
  if (kind === 'pdf' || (kind === 'ai' && pdfHeaderAt(bytes) >= 0)) return (await import('./pdf.ts')).readPdf;
  if (kind === 'psd') return (await import('./psd.ts')).readPsd;
  const { allowOnlyLoader, isDecodable, readRaster } = await import('./raster.ts');
  allowOnlyLoader(kind);
  if (kind === 'svg') return (await import('./svg.ts')).readSvg;
  return isDecodable(kind) ? readRaster : undefined;
}

async function read(bytes: Buffer, kind: FileKind, task: Task, tell: Tell): Promise<Partial<Findings>> {
  try {
    return (await (await readerOf(kind, bytes))?.(bytes, task, tell)) ?? {};
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

function securityOf(
  reasons: readonly SecurityReason[],
  agrees: boolean,
  ofReader: Findings['security'] | undefined,
): Findings['security'] {
  const all = unique([...reasons, ...(ofReader?.reasons ?? [])]);
  const warnings: SecurityWarning[] = [...(ofReader?.warnings ?? []), ...(agrees ? [] : (['name-mismatch'] as const))];
  return { block: all.length > 0, reasons: all, warnings };
}

const nothing = (extension: string): Findings => ({
  kind: 'empty',
  mime: 'application/x-empty',
  extension,
  nameAgrees: true,
  problem: 'empty',
  security: { block: false, reasons: [], warnings: [] },
});

/**
 * Looks at a file: kind, dangers, and what its content shows. `tell` gets what is known before any decoder runs, what a reader knows
 * of dangers before it goes on, and then the whole. Runs in the child only; what it throws ends the child.
 */
export async function inspect(task: Task, tell: (findings: Findings) => void): Promise<void> {
  const extension = extensionOf(task.name);
  const bytes = await readFile(task.path).catch(problemOf);
  if (!Buffer.isBuffer(bytes)) return tell({ ...unseen(task.name), problem: bytes });
  if (bytes.length === 0) return tell(nothing(extension));
  const { kind, mime } = identify(bytes, extension);
  const disguises = findDisguises(bytes, kind, extension);
  const agrees = nameAgrees(extension, kind);
  let found: Partial<Findings> = {};
  const learn: Tell = (more) => {
    found = { ...found, ...more };
    const security = securityOf(disguises, agrees, found.security);
    tell({ kind, mime, extension, nameAgrees: agrees, ...found, security });
  };
  learn({});
  learn(await read(bytes, kind, task, learn));
}

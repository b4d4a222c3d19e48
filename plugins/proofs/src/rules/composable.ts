import type { Work, WorkDrawing } from '@docket/sdk';

/** Works that mockups are composed of at once: drawing one takes some tenths of a second. */
export const mostComposed = 100;

/** Why no mockup of a work can be composed. */
export type Obstacle = 'no-drawing' | 'no-size' | 'no-artwork';

/** A drawing that says where the design goes, and how large. */
export type PrintedDrawing = WorkDrawing & { readonly print: NonNullable<WorkDrawing['print']> };

/** Nothing where all that the order says is there; whether its artwork has a picture shows once it is drawn. */
export function obstacleTo({ drawing, files }: Pick<Work, 'drawing' | 'files'>): Obstacle | null {
  if (!drawing) return 'no-drawing';
  if (!isPrinted(drawing)) return 'no-size';
  return files.length === 0 ? 'no-artwork' : null;
}

/** True for the drawing of a work whose size is known. */
export const isPrinted = (drawing: WorkDrawing | undefined): drawing is PrintedDrawing =>
  drawing !== undefined && drawing.print !== null;

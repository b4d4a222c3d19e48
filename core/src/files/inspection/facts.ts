import * as z from 'zod';

/** What a file is by its content. `empty` has no bytes; `other` is nothing this platform knows. */
export const FileKind = z.enum([
  'png',
  'jpeg',
  'webp',
  'tiff',
  'gif',
  'avif',
  'heic',
  'psd',
  'svg',
  'pdf',
  'ai',
  'eps',
  'dst',
  'exp',
  'pes',
  'emb',
  'docx',
  'xlsx',
  'pptx',
  'zip',
  'ole',
  'text',
  'html',
  'script',
  'executable',
  'empty',
  'other',
]);
export type FileKind = z.infer<typeof FileKind>;

/** Why a file must not be accepted, whatever it is for. */
export const SecurityReason = z.enum([
  'executable',
  'script',
  'html',
  'disguised',
  'polyglot',
  'archive',
  'macros',
  'password',
  'svg-script',
  'svg-event-handler',
  'svg-foreign-content',
  'svg-entities',
  'pdf-javascript',
  'pdf-launch',
  'malware',
]);
export type SecurityReason = z.infer<typeof SecurityReason>;

/** What staff should know of a file that is harmless as an attachment and as a preview. */
export const SecurityWarning = z.enum([
  'name-mismatch',
  'svg-external-reference',
  'svg-foreign-object',
  'pdf-embedded-files',
  'pdf-restrictions',
]);
export type SecurityWarning = z.infer<typeof SecurityWarning>;

/** Why a file could not be read to its end. */
export const Problem = z.enum([
  'missing',
  'empty',
  'too-many-bytes',
  'too-many-pixels',
  'too-many-frames',
  'too-complex',
  'damaged',
  'password',
  'time-limit',
  'memory-limit',
  'crashed',
  'busy',
  'stopped',
]);
export type Problem = z.infer<typeof Problem>;

const share = z.number().min(0).max(1);
const hex = z.string().regex(/^#[0-9a-f]{6}$/);
const size = z.strictObject({ width: z.number().nonnegative(), height: z.number().nonnegative() });
/** Words out of a file, without what PostgreSQL does not keep as JSON (8.14.1): the character 0, and half a surrogate pair. */
const text = z
  .string()
  .max(200)
  .transform((words) => words.replaceAll('\0', '').toWellFormed());

/** Width and height in whole pixels. */
export type PixelSize = z.infer<typeof size>;

/** A picture made of pixels. `density` is what the file declares, in pixels an inch. */
const Raster = z.strictObject({
  width: z.int().positive(),
  height: z.int().positive(),
  density: z.number().positive().optional(),
  frames: z.int().positive(),
  hasAlpha: z.boolean(),
  space: z.string().max(40),
});
export type Raster = z.infer<typeof Raster>;

/** What is seen of the picture or first page: whether anything shines through, and a full one-colour ground. */
const Surface = z.strictObject({ transparent: z.boolean(), transparentShare: share, background: hex.optional() });
export type Surface = z.infer<typeof Surface>;

/** Flat colours, largest share first. `photoLike` pictures have tones instead of flat colours; `distinct` counts them. */
const Colours = z.strictObject({
  distinct: z.int().nonnegative(),
  photoLike: z.boolean(),
  swatches: z.array(z.strictObject({ hex, share: share.optional() })).max(64),
});
export type Colours = z.infer<typeof Colours>;

/** A bitmap on a page: its own pixels, and the size in points at which the page draws it. */
const PlacedImage = z.strictObject({ pixels: size, placed: size });
export type PlacedImage = z.infer<typeof PlacedImage>;

/** The first page, or the canvas of a drawing, in points (1/72 inch). `content` is absent where nothing read it. */
const Page = z.strictObject({
  width: z.number().positive(),
  height: z.number().positive(),
  content: z.enum(['vector', 'raster', 'mixed', 'empty']).optional(),
  images: z.array(PlacedImage).max(500),
  hasText: z.boolean(),
  fonts: z.array(z.strictObject({ name: text, embedded: z.boolean() })).max(100),
});
export type Page = z.infer<typeof Page>;

/** What a PDF carries besides its pages. `encryption` is `permissions` when it opens without a password. */
const Pdf = z.strictObject({
  pages: z.int().nonnegative(),
  encryption: z.enum(['none', 'permissions', 'password']),
  hasJavascript: z.boolean(),
  hasLaunch: z.boolean(),
  hasEmbeddedFiles: z.boolean(),
  spotColours: z.array(text).max(64),
});
export type Pdf = z.infer<typeof Pdf>;

/** What a drawing holds that is not drawing. `externalReferences` are never fetched. */
const Svg = z.strictObject({
  viewBox: z.array(z.number()).length(4).optional(),
  hasScript: z.boolean(),
  hasEventHandlers: z.boolean(),
  hasForeignObject: z.boolean(),
  externalReferences: z.int().nonnegative(),
});
export type Svg = z.infer<typeof Svg>;

const Picture = z.strictObject({
  width: z.int().positive(),
  height: z.int().positive(),
  bytes: z.int().positive(),
  mime: z.enum(['image/png', 'image/webp']),
});
export type Picture = z.infer<typeof Picture>;

/** What the child finds out about a file. Facts only; what they mean for an order is a plugin's business. */
export const Findings = z.strictObject({
  kind: FileKind,
  mime: z.string().max(120),
  extension: z.string().max(20),
  nameAgrees: z.boolean(),
  problem: Problem.optional(),
  security: z.strictObject({
    block: z.boolean(),
    reasons: z.array(SecurityReason),
    warnings: z.array(SecurityWarning),
  }),
  raster: Raster.optional(),
  surface: Surface.optional(),
  colours: Colours.optional(),
  page: Page.optional(),
  pdf: Pdf.optional(),
  svg: Svg.optional(),
  preview: Picture.optional(),
  thumbnail: Picture.optional(),
});
export type Findings = z.infer<typeof Findings>;

/**
 * The result of an inspection, plain JSON, so it can be stored as the facts of a file.
 * `outcome`: `read`, content decoded and facts complete; `recognised`, the kind is known and there is nothing here
 * that decodes it; `refused`, not readable or over a limit, and `problem` says which. `sha256` is absent only where
 * the file could not be opened. `malware` is what a scanner called what it found, `unscannable` why it cannot tell of
 * the file, in its own words.
 */
export const Inspection = Findings.extend({
  outcome: z.enum(['read', 'recognised', 'refused']),
  bytes: z.int().nonnegative(),
  sha256: z.string().optional(),
  malware: text.optional(),
  unscannable: text.optional(),
});
export type Inspection = z.infer<typeof Inspection>;

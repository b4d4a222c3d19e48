import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockedPage } from '../testing/locked-pdf.ts';
import * as samples from '../testing/samples.ts';
import { effectiveDpi } from './effective-dpi.ts';
import type { Findings } from './facts.ts';
import { createInspector } from './inspector.ts';
import { DEFAULT_LIMITS, type InspectionLimits } from './limits.ts';

/** A busy machine is no reason to fail; the limit itself is tested with a small one. */
const patient: InspectionLimits = { ...DEFAULT_LIMITS, wallMs: 60_000 };

describe('an inspection', { timeout: 90_000 }, () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'docket-inspection-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const preview = () => join(folder, 'preview.webp');

  async function look(name: string, bytes: Buffer | string, limits = patient): Promise<Findings> {
    const path = join(folder, 'file');
    await writeFile(path, bytes);
    return createInspector(limits).inspect({ path, name, previewTo: { preview: preview() } });
  }

  it('tells size, density, colours and transparency of a picture, and draws it', async () => {
    const found = await look('badge.png', await samples.badgePng(1200));
    expect(found).toMatchObject({
      kind: 'png',
      nameAgrees: true,
      raster: { width: 1200, height: 1200, hasAlpha: true },
      colours: { distinct: 2, photoLike: false },
      surface: { transparent: true },
      preview: { width: 1024, height: 1024, mime: 'image/webp' },
      security: { block: false },
    });
    expect(await sharp(await readFile(preview())).metadata()).toMatchObject({ format: 'webp', width: 1024 });
  });

  it('sees a photograph as one', async () => {
    const found = await look('photo.jpg', await samples.photograph(400, 300));
    expect(found).toMatchObject({ kind: 'jpeg', colours: { photoLike: true }, surface: { transparent: false } });
  });

  it('reads paths, text, fonts and spot colours of a PDF', async () => {
    const bytes = samples.pageOf('0.1 0.2 0.3 rg 20 20 90 90 re f BT /F1 24 Tf 10 200 Td (Hello) Tj ET', {
      resources:
        '/Font << /F1 5 0 R >> /ColorSpace << /Cs [/Separation /PANTONE#20186#20C /DeviceRGB 6 0 R] /All [/Separation /All /DeviceGray 6 0 R] >>',
      more: [
        '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
        '<< /FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [1 0 0] /N 1 >>',
      ],
    });
    const found = await look('text.pdf', bytes);
    expect(found).toMatchObject({
      kind: 'pdf',
      page: {
        width: 288,
        height: 288,
        content: 'vector',
        hasText: true,
        fonts: [{ name: 'Helvetica', embedded: false }],
      },
      pdf: { pages: 1, encryption: 'none', hasJavascript: false, spotColours: ['PANTONE 186 C'] },
      preview: { width: 1024 },
    });
    expect(effectiveDpi(found, { widthInches: 10 })).toBe('vector');
  });

  it('sees a PDF that only holds one 72-dpi bitmap as a bitmap, with its density', async () => {
    const found = await look('logo.pdf', await samples.wrappedBitmap());
    expect(found.page).toMatchObject({
      content: 'raster',
      images: [{ pixels: { width: 288, height: 288 }, placed: { width: 288, height: 288 } }],
    });
    expect(effectiveDpi(found, { widthInches: 4 })).toBeCloseTo(72);
    expect(effectiveDpi(found, { widthInches: 8 })).toBeCloseTo(36);
  });

  it('finds the bitmap inside forms, turned, inline, as a mask and repeated', async () => {
    const inline = 'BI /W 2 /H 2 /CS /G /BPC 8 ID abcd EI';
    const content = [
      'q 0 144 -72 0 100 0 cm /Fm Do Q',
      `q 36 0 0 36 0 0 cm ${inline} Q`,
      'q 18 0 0 18 0 0 cm BI /W 1 /H 1 /IM true /BPC 1 ID \x80 EI Q',
    ];
    const image = '/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8';
    const form =
      '/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Matrix [1 0 0 1 0 0] /Resources << /XObject << /Im 6 0 R >> >>';
    const found = await look(
      'nested.pdf',
      samples.pageOf(content.join('\n'), {
        resources: '/XObject << /Fm 5 0 R >>',
        more: [samples.streamOf(form, '/Im Do'), samples.streamOf(image, Buffer.alloc(16, 120))],
      }),
    );
    expect(found.page?.images).toEqual([
      { pixels: { width: 4, height: 4 }, placed: { width: 144, height: 72 } },
      { pixels: { width: 2, height: 2 }, placed: { width: 36, height: 36 } },
      { pixels: { width: 1, height: 1 }, placed: { width: 18, height: 18 } },
    ]);
    const many = Array.from({ length: 12 }, (_, at) => `q 9 0 0 9 ${at * 10} 0 cm /Im Do Q`).join('\n');
    const repeated = await look(
      'repeated.pdf',
      samples.pageOf(many, {
        resources: '/XObject << /Im 5 0 R >>',
        more: [samples.streamOf(image, Buffer.alloc(16, 9))],
      }),
    );
    expect(repeated.page).toMatchObject({ content: 'raster' });
    expect(repeated.page?.images[0]).toEqual({ pixels: { width: 4, height: 4 }, placed: { width: 9, height: 9 } });
  });

  it('[CVE-2026-116802] reads an SVG with its bitmaps, and draws it', async () => {
    const data = (await samples.badgePng(144)).toString('base64');
    const found = await look(
      'sign.svg',
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 192 192"><image width="192" height="192" href="data:image/png;base64,${data}"/></svg>`,
    );
    expect(found).toMatchObject({
      kind: 'svg',
      page: { content: 'raster' },
      security: { block: false },
      preview: { width: 1024 },
    });
    expect(effectiveDpi(found, { widthInches: 2 })).toBeCloseTo(72);
  });

  it('reads the header of a Photoshop file', async () => {
    const header = Buffer.alloc(34);
    header.write('8BPS\0\x01', 0, 'latin1');
    header.writeUInt16BE(4, 12);
    header.writeUInt32BE(900, 14);
    header.writeUInt32BE(1200, 18);
    header.writeUInt16BE(8, 22);
    header.writeUInt16BE(3, 24);
    const found = await look('art.psd', header);
    expect(found).toMatchObject({ kind: 'psd', raster: { width: 1200, height: 900, hasAlpha: true, space: 'srgb' } });
  });

  describe('refuses', () => {
    const dangers: readonly [what: string, name: string, bytes: Buffer | string, reason: string][] = [
      ['a program called a picture', 'logo.png', samples.program, 'executable'],
      ['a web page called a picture', 'logo.png', '<!doctype html><script>alert(1)</script>', 'html'],
      ['a script', 'logo.svg', '#!/bin/sh\nrm -rf /', 'script'],
      ['an archive', 'art.zip', samples.zipOf('a.txt', 'hello'), 'archive'],
      [
        'an SVG with a script',
        'a.svg',
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        'svg-script',
      ],
      [
        'an SVG with an event handler',
        'a.svg',
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        'svg-event-handler',
      ],
      [
        'an SVG with a page inside',
        'a.svg',
        '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><iframe src="//x"/></foreignObject></svg>',
        'svg-foreign-content',
      ],
      [
        'an SVG that animates a link into a script',
        'a.svg',
        '<svg xmlns="http://www.w3.org/2000/svg"><a><set attributeName="href" to="javascript:alert(1)"/></a></svg>',
        'svg-script',
      ],
      [
        'an SVG whose entities grow',
        'a.svg',
        '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>',
        'svg-entities',
      ],
      [
        'a PDF with a script',
        'a.pdf',
        samples.pageOf('0 0 9 9 re f', { catalogue: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>' }),
        'pdf-javascript',
      ],
      [
        'a PDF that hides the word',
        'a.pdf',
        samples.pageOf('0 0 9 9 re f', { catalogue: '/AA << /WC << /S /J#61vaScript /J#53 (x) >> >>' }),
        'pdf-javascript',
      ],
      [
        'a PDF whose script lies in a compressed object',
        'a.pdf',
        samples.pageOf('0 0 9 9 re f', {
          more: [
            samples.streamOf(
              '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode',
              deflateSync('6 0 << /S /JavaScript /JS (x) >>'),
            ),
          ],
        }),
        'pdf-javascript',
      ],
      [
        'a PDF that launches a program',
        'a.pdf',
        samples.pageOf('0 0 9 9 re f', { catalogue: '/OpenAction << /S /Launch /F (cmd.exe) >>' }),
        'pdf-launch',
      ],
      [
        'a picture with an archive behind it',
        'a.gif',
        Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(50), samples.zipOf('a.class', 'x')]),
        'polyglot',
      ],
    ];

    it.each(dangers)('[CVE-2026-116802] [CVE-2026-23499] [CVE-2026-73569] %s', async (_, name, bytes, reason) => {
      const { security } = await look(name, bytes);
      expect(security.block).toBe(true);
      expect(security.reasons).toContain(reason);
    });
  });

  describe('keeps what it knows of dangers when it ends early:', () => {
    const drawing = (more: string, attributes = '') =>
      `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${more}</svg>`;
    const script = '<script>alert(1)</script>';
    const opening = { catalogue: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>' };
    const narrow = { ...patient, memoryBytes: 256 * 2 ** 20 };
    const ends: readonly [string, string, Buffer | string, string, string, InspectionLimits?][] = [
      [
        'a drawing of a size that is no number',
        'a.svg',
        drawing(script, 'viewBox="0 0 1e308 1" height="1e308"'),
        'damaged',
        'svg-script',
      ],
      ['a view box that is none', 'a.svg', drawing(script, 'viewBox="0 0 1e999 1" width="1"'), 'damaged', 'svg-script'],
      ['a script far inside', 'a.svg', drawing(`${'<g>'.repeat(501)}${script}`), 'too-complex', 'svg-script'],
      ['a script before what is far inside', 'a.svg', drawing(script + '<g>'.repeat(501)), 'too-complex', 'svg-script'],
      [
        'an event handler behind very much',
        'a.svg',
        drawing(`${'<g/>'.repeat(300_001)}<g onclick="alert(1)"/>`),
        'too-complex',
        'svg-event-handler',
      ],
      [
        'a style sheet far inside',
        'a.svg',
        drawing(`${'<g>'.repeat(501)}<style>g{background:url(javascript:alert)}</style>`),
        'too-complex',
        'svg-script',
      ],
      [
        'a PDF whose page inflates without end',
        'a.pdf',
        samples.pdfBomb(400, opening),
        'memory-limit',
        'pdf-javascript',
        narrow,
      ],
    ];

    it.each(ends)('[abuse 81] [abuse 84] %s', async (_, name, bytes, problem, reason, limits = patient) => {
      const found = await look(name, bytes, limits);
      expect(found).toMatchObject({ problem, security: { block: true, reasons: [reason] } });
    });
  });

  it('leaves out a bitmap that a drawing makes larger than any number, and reads the rest', async () => {
    const data = (await samples.badgePng(9)).toString('base64');
    const found = await look(
      'a.svg',
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/><image transform="scale(1e200)" width="1e200" height="1" href="data:image/png;base64,${data}"/></svg>`,
    );
    expect(found).toMatchObject({ page: { content: 'vector', images: [] }, security: { block: false } });
    expect(found.problem).toBeUndefined();
  });

  it('keeps no character of a file’s words that PostgreSQL does not', async () => {
    const resources = '/ColorSpace << /Cs [/Separation /A#00B /DeviceRGB 5 0 R] >>';
    const more = ['<< /FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [1 0 0] /N 1 >>'];
    const found = await look('a.pdf', samples.pageOf('0 0 9 9 re f', { resources, more }));
    expect(found.pdf?.spotColours).toEqual(['AB']);
  });

  it('says of no file what is wrong with the machine', async () => {
    const path = join(folder, 'file');
    const taken = await mkdtemp(join(folder, 'a-folder-'));
    for (const [name, bytes] of [
      ['a.png', await samples.badgePng(40)],
      ['a.svg', Buffer.from(samples.badge)],
      ['a.pdf', samples.pageOf('0 0 9 9 re f')],
    ] as const) {
      await writeFile(path, bytes);
      const previewTo = { preview: taken };
      expect(await createInspector(patient).inspect({ path, name, previewTo })).toMatchObject({ problem: 'busy' });
    }
    expect(await createInspector(patient).inspect({ path: join(folder, 'none'), name: 'a.png' })).toMatchObject({
      problem: 'busy',
    });
  });

  it('knows a machine that starts no process', async () => {
    const { execPath } = process;
    process.execPath = join(folder, 'none');
    const found = look('badge.png', await samples.badgePng(40)).finally(() => (process.execPath = execPath));
    expect(await found).toMatchObject({ problem: 'busy', security: { block: false } });
  });

  it('only warns of what is harmless as an attachment', async () => {
    const outside = await look(
      'a.svg',
      '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://x.test/a.png" width="9" height="9"/></svg>',
    );
    expect(outside.security).toEqual({ block: false, reasons: [], warnings: ['svg-external-reference'] });
    const renamed = await look('a.jpg', await samples.badgePng(40));
    expect(renamed.security).toEqual({ block: false, reasons: [], warnings: ['name-mismatch'] });
  });

  it('says that it could not look at a cut or empty file', async () => {
    const png = await samples.badgePng(600);
    expect(await look('cut.png', png.subarray(0, png.length / 2))).toMatchObject({ kind: 'png', problem: 'damaged' });
    expect(await look('cut.pdf', '%PDF-1.4\nnothing')).toMatchObject({ kind: 'pdf', problem: 'damaged' });
    expect(await look('empty.png', '')).toMatchObject({ kind: 'empty', problem: 'empty' });
  });

  it('does not decode a picture of more pixels than allowed', async () => {
    const huge = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1000000000"/>';
    expect(await look('huge.svg', huge)).toMatchObject({ kind: 'svg', problem: 'too-many-pixels' });
    const few = { ...patient, pixels: 100_000 };
    expect(await look('big.png', await samples.badgePng(400), few)).toMatchObject({
      problem: 'too-many-pixels',
      raster: { width: 400, height: 400 },
    });
  });

  it('does not draw a PDF that holds a picture of more pixels than allowed, and keeps what it knows of the page', async () => {
    const found = await look('logo.pdf', await samples.wrappedBitmap(), { ...patient, pixels: 80_000 });
    expect(found).toMatchObject({ kind: 'pdf', problem: 'too-many-pixels', page: { width: 288 }, pdf: { pages: 1 } });
    expect(found.preview).toBeUndefined();
  });

  it('asks no password of a PDF that opens without one, and refuses one that does not', async () => {
    expect(await look('a.pdf', lockedPage('0 0 99 99 re f', ''))).toMatchObject({
      pdf: { encryption: 'permissions' },
      security: { block: false, warnings: ['pdf-restrictions'] },
      preview: { width: 1024 },
    });
    expect(await look('a.pdf', lockedPage('0 0 99 99 re f', 'secret'))).toMatchObject({
      problem: 'password',
      pdf: { encryption: 'password' },
      security: { block: true, reasons: ['password'] },
    });
  });

  it('[GHSA-f88m-g3jw-g9cj] outlives a PDF that inflates without end, and still knows what the file is', async () => {
    const small = { ...patient, memoryBytes: 256 * 2 ** 20 };
    const found = await look('bomb.pdf', samples.pdfBomb(400), small);
    expect(found).toMatchObject({ kind: 'pdf', mime: 'application/pdf', security: { block: false } });
    expect(found.problem).toBe('memory-limit');
  });

  it('[CVE-2026-31808] ends a child that takes too long', async () => {
    const hasty = { ...DEFAULT_LIMITS, wallMs: 20 };
    expect(await look('badge.png', await samples.badgePng(300), hasty)).toMatchObject({ problem: 'time-limit' });
  });

  it('stops what is running', async () => {
    const inspector = createInspector(patient);
    const path = join(folder, 'file');
    await writeFile(path, samples.pdfBomb(50));
    const running = inspector.inspect({ path, name: 'a.pdf' });
    inspector.stop();
    expect(await running).toMatchObject({ problem: 'stopped' });
  });
});

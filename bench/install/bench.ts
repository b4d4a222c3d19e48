/**
 * Size of what a production server installs as docs/guides/run-it.md says, beside Vendure's core.
 *
 *   node bench/install/bench.ts [--json]
 *
 * Megabytes are a million bytes of files. Reference: `@vendure/core` alone, 141 MB in 437 packages.
 */
import path from 'node:path';
import { installedWith, type Installed } from './installed.ts';

interface Size {
  readonly megabytes: number;
  readonly packages: number;
}

const reference: Size = { megabytes: 141, packages: 437 };
const largest = 12;
const server = path.join(import.meta.dirname, '..', '..', 'apps', 'server');

const inMegabytes = (packages: readonly Installed[]): number =>
  packages.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
const sizeOf = (packages: readonly Installed[]): Size => ({
  megabytes: inMegabytes(packages),
  packages: packages.length,
});
const said = ({ megabytes, packages }: Size): string => `${megabytes.toFixed(1)} MB in ${packages} packages`;

const installed = installedWith(server, { peers: false });
const size = sizeOf(installed);
const withPeers = sizeOf(installedWith(server, { peers: true }));
const ratios: Size = {
  megabytes: size.megabytes / reference.megabytes,
  packages: size.packages / reference.packages,
};

function print(): void {
  for (const one of installed.toSorted((a, b) => b.bytes - a.bytes).slice(0, largest)) {
    console.log(`${inMegabytes([one]).toFixed(1).padStart(6)}  ${one.name}`);
  }
  console.log(`\nnpm install --omit=dev --omit=peer: ${said(size)} (${process.platform} ${process.arch})`);
  console.log(`÷ Vendure core, ${said(reference)}: ${ratios.megabytes.toFixed(2)}; ${ratios.packages.toFixed(2)}`);
  console.log(`Without --omit=peer: ${said(withPeers)}`);
}

if (process.argv.includes('--json')) console.log(JSON.stringify({ size, ratios, withPeers }));
else print();

#!/usr/bin/env node
// The published package holds JavaScript in dist; in the repository the sources run as they are.
import { existsSync } from 'node:fs';

const built = new URL('../dist/command.js', import.meta.url);
const source = new URL('../src/command.ts', import.meta.url);
const { runDocket } = await import(existsSync(source) ? source.href : built.href);
await runDocket(process.argv.slice(2));

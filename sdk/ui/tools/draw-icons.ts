/**
 * Draws the sprite of the icons below from lucide-static into src/icons.svg and src/icon-names.ts.
 * Run `node tools/draw-icons.ts` after changing the list, and commit both files.
 */
import { readFileSync, writeFileSync } from 'node:fs';

/** Icon names of the kit and the lucide drawing of each. A plugin names an icon as data, by the first word. */
const drawings: Readonly<Record<string, string>> = {
  add: 'plus',
  address: 'map-pin',
  approve: 'stamp',
  attach: 'paperclip',
  back: 'arrow-left',
  bell: 'bell',
  calendar: 'calendar-days',
  camera: 'camera',
  check: 'check',
  clock: 'clock',
  close: 'x',
  company: 'building-2',
  copy: 'copy',
  down: 'chevron-down',
  download: 'download',
  edit: 'pencil',
  file: 'file-text',
  forward: 'chevron-right',
  garment: 'shirt',
  help: 'circle-question-mark',
  home: 'house',
  info: 'info',
  invoice: 'receipt-text',
  link: 'link',
  lock: 'lock',
  message: 'message-square',
  more: 'ellipsis',
  order: 'clipboard-list',
  pause: 'pause',
  person: 'user-round',
  plugin: 'plug',
  problem: 'octagon-alert',
  product: 'package',
  reorder: 'repeat-2',
  search: 'search',
  send: 'send',
  settings: 'settings-2',
  table: 'table-2',
  transport: 'truck',
  trash: 'trash-2',
  undo: 'undo-2',
  up: 'chevron-up',
  upload: 'upload',
  warning: 'triangle-alert',
};

const lines = (name: string): string =>
  readFileSync(new URL(import.meta.resolve(`lucide-static/icons/${name}.svg`)), 'utf8')
    .replace(/^[\s\S]*?<svg[\s\S]*?>/, '')
    .replace('</svg>', '')
    .replaceAll(/\s*\n\s*/g, '')
    .replaceAll(' />', '/>');

/** The text of icons.svg: one symbol an icon, stroked with the colour of the text around it. */
export function drawSprite(): string {
  const symbols = Object.entries(drawings).map(
    ([name, drawing]) => `<symbol id="${name}" viewBox="0 0 24 24">${lines(drawing)}</symbol>`,
  );
  return `<!-- Drawings: lucide, ISC licence (some from Feather, MIT). Made by tools/draw-icons.ts. -->\n<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`;
}

/** The text of icon-names.ts. */
export function listNames(): string {
  const names = Object.keys(drawings).map((name) => `  '${name}',`);
  return `/** The icons of the sprite, by what they mean. Made by tools/draw-icons.ts. */\nexport const iconNames = [\n${names.join('\n')}\n] as const;\n\n/** The name of an icon. */\nexport type IconName = (typeof iconNames)[number];\n`;
}

if (import.meta.main) {
  writeFileSync(new URL('../src/icons.svg', import.meta.url), drawSprite());
  writeFileSync(new URL('../src/icon-names.ts', import.meta.url), listNames());
}

/** Names that people know their browser and system by; the first that fits is meant, as later ones are named along. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?(?:iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\b/, 'Firefox'],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/**
 * A device by what its browser says of itself, e.g. `Firefox, Windows`; empty when nothing in it is known. Nothing of the
 * text itself is repeated, so that nobody writes into a page or a mail by it.
 */
export const deviceName = (agent: string): string =>
  [browsers, systems].flatMap((names) => names.find(([sign]) => sign.test(agent))?.[1] ?? []).join(', ');

/** What a print location asks for, beside its size, when it is made by a method. */
export interface MethodAsks {
  /** How many colours, 1 to `mostColors`, or `full`. */
  readonly colors: boolean;
  /** What the colours are made of; decides the word on the form: inks, threads, films. `none`: not asked. */
  readonly inks: 'ink' | 'thread' | 'film' | 'none';
  /** The kind of ink: plastisol, discharge... */
  readonly inkType: boolean;
  /** A white base below the colours on dark garments. */
  readonly underbase: boolean;
}

/** A way to decorate a garment. Its label is the message `garment.method.<id>`. */
export interface Method {
  readonly id: string;
  readonly asks: MethodAsks;
  /** Prints flat colours one by one: photographs do not work without conversion. */
  readonly flatColors: boolean;
  /** A full background of the picture would be printed too. */
  readonly printsBackground: boolean;
}

const method = (
  id: string,
  [colors, inks, inkType, underbase]: readonly [boolean, MethodAsks['inks'], boolean, boolean],
  art: readonly ('flat' | 'background')[] = [],
): Method => ({
  id,
  asks: { colors, inks, inkType, underbase },
  flatColors: art.includes('flat'),
  printsBackground: art.includes('background'),
});

/** Every method, in the sequence in which forms offer them. */
export const methods: readonly Method[] = [
  method('screen-print', [true, 'ink', true, true], ['flat']),
  method('embroidery', [true, 'thread', false, false], ['flat']),
  method('dtg', [false, 'none', false, true], ['background']),
  method('dtf', [false, 'none', false, false], ['background']),
  method('vinyl', [true, 'film', false, false], ['flat', 'background']),
  method('sublimation', [false, 'none', false, false]),
  method('heat-transfer', [true, 'ink', false, false], ['background']),
  method('patch', [true, 'thread', false, false]),
  method('laser', [false, 'none', false, false]),
];

/** The method of an id, or nothing for ids this list does not know. */
export const methodOf = (id: string): Method | undefined => methods.find((known) => known.id === id);

/** The kinds of ink that a location may ask for; labels are the messages `garment.ink-type.<id>`. */
export const inkTypes = [
  'plastisol',
  'water-based',
  'discharge',
  'high-solids',
  'puff',
  'metallic',
  'glow',
  'reflective',
] as const;

/** The most colours that one location may have, if they are counted. */
export const mostColors = 12;

/** The typed value that stands for full colour instead of a number. */
export const fullColor = 'full';

import { translator } from '@docket/sdk/messages';
import words from '../../messages/en.json' with { type: 'json' };

/** The plugin's words as they stand on its pages, so that a story finds a field by what a person reads. */
export const say = translator('en-US', words);

/** The words of a field's label, by its path without row numbers: `garments.brand`. */
export const labelOf = (path: string): string => say(`garment.field.${path}`);

/** The words as a pattern that must begin a name, e.g. of a group that goes on with what was typed. */
export const beginning = (text: string): RegExp => new RegExp(`^${literal(text)}(?!\\d)`);

/** The words as a pattern that must end a name, after a number. */
export const ending = (text: string): RegExp => new RegExp(`^\\d+ ${literal(text)}$`);

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

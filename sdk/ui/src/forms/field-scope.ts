import { getContext, setContext } from 'svelte';
import { fieldId } from './field-id.ts';

const key = Symbol('field scope');

/**
 * Keeps the ids of the fields below apart from those of other forms of the page that post the same names. Call it in the component
 * that draws the form, with what the form is about.
 */
export function setFieldScope(scope: string): void {
  setContext(key, scope);
}

/** The id of a control below: that of its name, within the form that it belongs to. */
export function scopedFieldId(): (name: string) => string {
  const scope = getContext<string | undefined>(key);
  return (name) => fieldId(scope === undefined ? name : `${scope}.${name}`);
}

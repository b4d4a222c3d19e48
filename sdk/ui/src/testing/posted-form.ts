/** The attribute of a tag as the server wrote it. */
export const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&').replaceAll('&quot;', '"');

/** What a browser without script posts of a page nobody changed: inputs, text areas and selects by their names. */
export function postedForm(html: string): [string, string][] {
  const inputs = [...html.matchAll(/<input\b[^>]*>/g)].flatMap(([tag]): [string, string][] => {
    const [name, type] = [attribute(tag, 'name'), attribute(tag, 'type')];
    const isOff = (type === 'radio' || type === 'checkbox') && !/\schecked\b/.test(tag);
    return name === undefined || type === 'file' || isOff ? [] : [[name, attribute(tag, 'value') ?? '']];
  });
  const areas = [...html.matchAll(/<textarea\b([^>]*)>([^<]*)<\/textarea>/g)].map(
    ([, tag = '', text = '']): [string, string] => [attribute(tag, 'name') ?? '', text.replaceAll('&amp;', '&')],
  );
  const selects = [...html.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)].map(
    ([, tag = '', options = '']): [string, string] => {
      const chosen = /<option[^>]*\sselected[^>]*>/.exec(options)?.[0] ?? /<option[^>]*>/.exec(options)?.[0] ?? '';
      return [attribute(tag, 'name') ?? '', attribute(chosen, 'value') ?? ''];
    },
  );
  return [...inputs, ...areas, ...selects];
}

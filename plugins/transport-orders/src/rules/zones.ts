/** The IANA name of a zone as typed, in any case; nothing for what the runtime does not know. Never throws. */
export function readZone(typed: string): string | undefined {
  const key = typed.toLowerCase();
  const name = names.get(key) ?? nameOf(typed);
  if (name !== undefined) names.set(key, name);
  return name;
}

/** Asking the runtime takes longer than all the rest of a check; there are as many as zones. */
const names = new Map<string, string>();

function nameOf(typed: string): string | undefined {
  if (!/^[a-z]+(?:[/_+-][a-z0-9]+)*$/i.test(typed)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: typed }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** Minor units as people type them: 125000 of EUR is `1250`, 125050 is `1250.50`. An unknown currency counts in hundredths. */
export function majorText(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const text = (minor / 10 ** decimals).toFixed(decimals);
  return text.replace(/\.0+$/, '');
}

function decimalsOf(currency: string): number {
  try {
    const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
    return maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** The day at a place, as `YYYY-MM-DD`. `zone` is an IANA zone. */
export const dayAt = (moment: Date, zone: string): string =>
  // Swedish writes dates the ISO way.
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    moment,
  );

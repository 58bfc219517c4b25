// Known once for each zone and language: Intl takes a third of a millisecond.
const cached = new Map<string, string>();
const mostCached = 2_000;

/**
 * What people call a time zone: by its city, `Berlin` for `Europe/Berlin`. Languages that do not write in Latin letters
 * have the city or country of their own: `ドイツ時間`.
 */
export function zoneText(zone: string, locale: string): string {
  const key = `${locale} ${zone}`;
  const text = cached.get(key) ?? nameOf(zone, locale);
  if (cached.size < mostCached) cached.set(key, text);
  return text;
}

function nameOf(zone: string, locale: string): string {
  const city = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  // Etc/GMT+5 is five hours behind: its name has the sign the other way round.
  if (zone.startsWith('Etc/')) return zone;
  if (new Intl.Locale(locale).maximize().script === 'Latn') return city;
  try {
    const format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'shortGeneric' });
    const name = format.formatToParts(0).find(({ type }) => type === 'timeZoneName')?.value ?? city;
    // Where Intl has no name it gives the difference to UTC.
    return /^(?:GMT|UTC)/.test(name) ? city : name;
  } catch {
    // Newer zone data may not have a zone any more.
    return city;
  }
}

const known = new Map<string, boolean>();

/** Whether this runtime has the zone: an import may have brought anything. */
function isZone(name: string): boolean {
  const found = known.get(name);
  if (found !== undefined) return found;
  let is = true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
  } catch {
    is = false;
  }
  known.set(name, is);
  return is;
}

/** The person's own zone, else the issuer's. */
export const zoneFor = (own: string | null, issuers: string): string => (own !== null && isZone(own) ? own : issuers);

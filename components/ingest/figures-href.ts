/** A page of figures as of the last day the facts speak of: with today's date old data would show empty windows. */
export function figuresHref(path: string, issuerCode: string, lastOn: string | null): string {
  const query = new URLSearchParams({ issuer: issuerCode });
  if (lastOn) query.set("asOf", lastOn);
  return `${path}?${query}`;
}

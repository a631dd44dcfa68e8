/** A place in a drawing, both from 0 to 1: x from the left, y from the top. */
export type Place = { readonly x: number; readonly y: number };

/** The drawing's own unit; the browser stretches it to whatever room there is. */
export const SIDE = 1000;
const unit = (share: number) => Math.round(share * SIDE * 10) / 10;
const write = ({ x, y }: Place) => `${unit(x)} ${unit(y)}`;

/** A line through the places; where one is null it ends, and begins anew after it. */
export function linePath(places: readonly (Place | null)[]): string {
  return places
    .map((place, i) => (place === null ? "" : `${i > 0 && places[i - 1] !== null ? "L" : "M"}${write(place)}`))
    .join("");
}

/** The area between two lines over the same places; only where both are known, from the first such place on without a gap. */
export function areaPath(low: readonly (Place | null)[], high: readonly (Place | null)[]): string {
  const both = low.map((place, i) => {
    const above = high[i];
    return place !== null && above ? ([place, above] as const) : null;
  });
  const start = both.findIndex((pair) => pair !== null);
  const gap = both.findIndex((pair, i) => i > start && pair === null);
  const pairs = both.slice(Math.max(0, start), gap < 0 ? undefined : gap).flatMap((pair) => (pair ? [pair] : []));
  if (start < 0 || pairs.length < 2) return "";
  const there = pairs.map(([, above]) => above);
  const back = pairs.map(([below]) => below).reverse();
  return `M${[...there, ...back].map(write).join("L")}Z`;
}

/** Which of the rising positions lies nearest; ties go to the first. Null without any. */
export function nearestIndex(positions: readonly number[], position: number): number | null {
  let nearest: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, one] of positions.entries()) {
    if (Math.abs(one - position) >= least) continue;
    least = Math.abs(one - position);
    nearest = i;
  }
  return nearest;
}

import type { LinkName } from "../triangle/development-factors";
import type { Triangle } from "../triangle/triangle";

/** Origin, then the age from which the link starts: `2025-03:2`. */
const LINK = /^(\d{4}-\d{2}):(\d{1,3})$/;

/** More than this is no judgement any more, and no address. */
export const MOST_LEFT_OUT = 40;

/** Links left out as an address names them, `2025-03:2,2025-07:1`; what is no link is passed over. */
export function readLeftOut(text: string): LinkName[] {
  const links = text.split(",").flatMap((part): LinkName[] => {
    const match = LINK.exec(part);
    return match ? [{ origin: match[1] ?? "", age: Number(match[2]) }] : [];
  });
  return links.filter((link, i) => links.findIndex((other) => isSame(link, other)) === i).slice(0, MOST_LEFT_OUT);
}

export const writeLeftOut = (links: readonly LinkName[]): string =>
  links.map(({ origin, age }) => `${origin}:${age}`).join(",");

const isSame = (a: LinkName, b: LinkName) => a.origin === b.origin && a.age === b.age;

/** Left out, or taken back where it was left out. */
export function toggledLink(links: readonly LinkName[], link: LinkName): LinkName[] {
  const others = links.filter((other) => !isSame(link, other));
  return others.length < links.length ? others : [...links, link].slice(-MOST_LEFT_OUT);
}

/** Those that the triangle has: an address may be of another period or an older version. */
export function linksIn({ origins, ages, cells }: Triangle, links: readonly LinkName[]): LinkName[] {
  return links.filter(({ origin, age }) => {
    const k = ages.indexOf(age);
    return k >= 0 && (cells[origins.indexOf(origin)]?.[k + 1] ?? null) !== null;
  });
}

import type { Notice } from "./plan";

/** As `oddities.ts` writes the address now. What was kept before says all of it. */
const ADDRESS = /( have the one e-mail address .).*@/;

/** Notices as anybody may read them: an address only as far as its owner knows it again. */
export const withoutAddresses = (notices: readonly Notice[]): Notice[] =>
  notices.map(({ file, text }) => ({ file, text: text.replace(ADDRESS, "$1…@") }));

/** The same for what a run has left behind as its result. */
export function resultWithoutAddresses<Result extends Readonly<Record<string, unknown>>>(result: Result): Result {
  return Array.isArray(result.notices) ? { ...result, notices: withoutAddresses(result.notices) } : result;
}

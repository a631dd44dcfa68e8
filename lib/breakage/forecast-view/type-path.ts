import { type Address, hrefTo } from "@/lib/address";

const ROOT = "/issuer/forecast/types/";

/** The page of one card type, seen with the same eyes; `version` goes along where one is looked at. */
export const typeHref = (code: string, address: Address, version: number | null = null): string =>
  hrefTo(`${ROOT}${encodeURIComponent(code)}`, address, { version: version === null ? null : String(version) });

/** The address of that page, as files made from it take it. */
export const typeAddress = (
  code: string,
  asked: { readonly [name: string]: string | number | undefined },
): Address => ({
  ...Object.fromEntries(
    Object.entries(asked).map(([name, value]) => [name, value === undefined ? value : String(value)]),
  ),
  path: `${ROOT}${encodeURIComponent(code)}`,
});

/** The code in the path of such a page; null for any other path and for a broken escape. */
export function codeInPath(path: string): string | null {
  if (!path.startsWith(ROOT)) return null;
  try {
    return decodeURIComponent(path.slice(ROOT.length));
  } catch {
    return null;
  }
}

import type { ListedVersion } from "./law-versions";
import type { Rule } from "./rule";

/** The version a page shows, and the one beside it; null: it stands alone. */
export type ShownVersions = { readonly shown: ListedVersion; readonly against: ListedVersion | null };

/**
 * What the address asks for, as far as there is such a version: else the one that decides the day, alone. A version is
 * never held against itself. Null where no version can be read at all.
 */
export function shownVersions(
  versions: readonly ListedVersion[],
  current: Rule,
  { version, against }: { readonly version?: number | undefined; readonly against?: number | undefined },
): ShownVersions | null {
  const find = (number: number | undefined) => versions.find(({ rule }) => rule.version === number);
  const shown = find(version) ?? find(current.version) ?? versions[0];
  if (!shown) return null;
  const beside = find(against);
  return { shown, against: beside && beside.rule.version !== shown.rule.version ? beside : null };
}

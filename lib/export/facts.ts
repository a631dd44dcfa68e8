import { dimensions } from "@/lib/breakage/constants";
import type { Against } from "@/lib/breakage/period";
import type { BreakageReport } from "@/lib/breakage/report";
import type { Filters } from "@/lib/breakage/schema";
import type { CivilDate, Period } from "@/lib/dates";
import { breakageMessages } from "@/lib/messages/breakage";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import { shellMessages } from "@/lib/messages/shell";
import type { Fact } from "./table";

const t = words(screenMessages, breakageMessages, shellMessages);

type Basis = {
  readonly asOf: CivilDate;
  readonly period?: Period;
  readonly currency?: string;
  readonly knownAt?: string | null;
};

/** What one must know to read the numbers. Dates stand as YYYY-MM-DD: a file is read by machines too. */
export function factsOf(issuer: string, { asOf, period, currency, knownAt }: Basis, filters: Filters = {}): Fact[] {
  const facts: Fact[] = [
    [t("export.issuer"), issuer],
    [t("asOf.title"), asOf],
  ];
  if (knownAt) facts.push([t("asOf.knownAt"), knownAt]);
  if (period) facts.push([t("period.label"), datesOf(period)]);
  if (currency) facts.push([t("currency.label"), currency]);
  for (const dimension of dimensions) {
    const id = filters[dimension];
    if (id !== undefined) facts.push([`${t("export.filter")}: ${t(`dimension.${dimension}`)}`, id]);
  }
  return facts;
}

/** What the figures before are of, under the names that the figures' own dates have. */
export function comparisonFacts(comparison: BreakageReport["comparison"], { match }: Pick<Against, "match">): Fact[] {
  if (comparison === null) return [];
  const name = t("export.compared");
  const mode = t(`compare.${comparison.mode}`);
  return [
    [name, match ? `${mode}, ${t("compare.matched")}` : mode],
    [`${name}: ${t("period.label")}`, datesOf(comparison.period)],
    [`${name}: ${t("asOf.title")}`, comparison.asOf],
  ];
}

export const datesOf = ({ from, to }: Period): string => `${from} – ${to}`;

const defined = ["sold", "redeemed", "unredeemed", "lapsed", "owed"] as const;

/** The same sentences as on the numbers themselves. */
export function figureDefinitions(): Fact[] {
  return defined.map((key) => [t(`figures.${key}`), t(`figures.${key}.means`)]);
}

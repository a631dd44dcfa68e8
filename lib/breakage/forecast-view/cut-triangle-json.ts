import { t } from "@/lib/messages/forecast";
import type { Cohort } from "../forecast/cohort";
import type { CutOfVersion } from "../forecast/queries/cut-of-version";
import { type CountTriangle, countHeat, countTriangle, usualCountPeriod } from "./count-triangle";
import type { CutTriangleQuery } from "./schema";
import { NO_TRIANGLE, openTriangleJson } from "./triangle-json";
import { monthKey, type TrianglePeriod, typeTriangle, usualPeriod } from "./type-triangle";

/** Which types, and over which stretches: months, or quarters where there would be too many columns. */
const headOf = ({ version, types, measure }: CutOfVersion, period: TrianglePeriod) => ({
  asOf: version.dataDate,
  version: version.id,
  currency: version.currency,
  measure,
  cardTypes: types,
  period,
});

/** The triangle of all card types of a cut; nobody's reading of a single type is in it, and no link is left out. */
export function cutTriangleJson(found: CutOfVersion, asked: CutTriangleQuery["period"]): object {
  const { measure, cohorts, counts, cut, ultimateAge, version } = found;
  // A brand, say, that sells in other currencies alone: what there is none of is said, as in the forecast.
  const none = found.types === 0 ? { problems: [t("forecast.noCards.title", { currency: version.currency })] } : {};
  if (measure === "open") {
    const period = asked ?? usualPeriod(cohorts, cut, ultimateAge);
    return { ...headOf(found, period), ...openOf(cohorts, { ...found, period }), ...none };
  }
  const period = asked ?? usualCountPeriod(counts, cut);
  return { ...headOf(found, period), ...countsOf(countTriangle(counts, cut, period)), ...none };
}

type Basis = Pick<CutOfVersion, "cut" | "ultimateAge" | "version"> & { readonly period: TrianglePeriod };

function openOf(cohorts: readonly Cohort[], { cut, ultimateAge, version, period }: Basis) {
  const of = typeTriangle(cohorts, cut, ultimateAge, period);
  return {
    ages: of?.triangle.ages ?? [],
    ultimateAge: of?.ultimateAge ?? null,
    ...(of ? openTriangleJson(of, { leftOut: [], tail: "carried" }, version.currency) : NO_TRIANGLE),
  };
}

function countsOf(of: CountTriangle | null) {
  if (!of) return { ages: [], origins: [], steps: null, problems: [] };
  const { ages, cells } = of.triangle;
  const { steps, problems, links } = countHeat(of);
  return {
    ages,
    origins: of.origins.map(({ from, to, cards }, i) => ({
      from: monthKey(from),
      to: monthKey(to),
      cards,
      redemptions: (cells[i] ?? []).flatMap((cell) => (cell === null ? [] : [cell])),
      links: (links[i] ?? []).flatMap((link, j) =>
        link ? [{ fromAge: ages[j - 1], use: link.use, ratio: link.ratio, deviation: link.deviation }] : [],
      ),
    })),
    steps:
      steps?.map(({ fromAge, toAge, factor, sigmaSquared, standardError, volume, links: used }) => ({
        ...{ fromAge, toAge, factor, sigmaSquared, standardError },
        redemptions: volume,
        links: used,
      })) ?? null,
    problems: problems.map(({ message }) => message),
  };
}

import { currencyDecimals, toDecimal } from "@/lib/money";
import type { FactorRow } from "../forecast/factor-table";
import type { TypeOfVersion } from "../forecast/queries/type-in-version";
import { isOutsideMiddleHalf } from "../triangle/assumption-tests";
import { wholeMinor } from "./amounts";
import { assumptionsOf, assumptionWords, calendarVerdict } from "./assumption-words";
import { factorRows } from "./factor-rows";
import { type Reading, readingOf } from "./judged-links";
import { ladderTail } from "./triangle-heat-view";
import { typeHeat } from "./type-heat";
import { monthKey, type TrianglePeriod, type TypeTriangle, typeTriangle, usualPeriod } from "./type-triangle";

/** Which version, and what of the card type it uses: the head of every answer about one. */
export const typeHead = ({ type, version, own }: TypeOfVersion) => ({
  asOf: version.dataDate,
  version: version.id,
  currency: type.currency,
  "card-type": { id: type.code, name: type.name },
  method: own.method,
  chosen: own.chosen,
  status: own.status,
});

/** The factors of a version for a card type, age by age. */
export function factorsJson(page: TypeOfVersion): object {
  return { ...typeHead(page), factors: factorsOf(page) };
}

function factorsOf({ own, type: { currency } }: TypeOfVersion) {
  const amount = (value: number) => toDecimal(wholeMinor(value), currency);
  return factorRows(own).map((row: FactorRow & { readonly left: number }) => ({
    age: row.age,
    cohorts: row.cohorts,
    atRisk: amount(row.atRisk),
    redeemed: amount(row.redeemed),
    own: row.raw,
    weight: row.credibility,
    used: row.used,
    left: row.left,
    isSeen: !row.extrapolated,
  }));
}

/** A card type's triangle of open balances as the version reads it: without what was left out, with its tail. */
export function triangleJson(page: TypeOfVersion, asked: TrianglePeriod | undefined): object {
  const { cohorts, cut, ultimateAge, judged } = page.own;
  const period = asked ?? usualPeriod(cohorts, cut, ultimateAge);
  const of = typeTriangle(cohorts, cut, ultimateAge, period);
  return {
    ...typeHead(page),
    period,
    reading: judged,
    ages: of?.triangle.ages ?? [],
    ultimateAge: of?.ultimateAge ?? null,
    ...(of ? openTriangleJson(of, readingOf(of, judged, page.own), page.type.currency) : NO_TRIANGLE),
    factors: factorsOf(page),
  };
}

/** What there is to say of a triangle where nothing was sold. */
export const NO_TRIANGLE = { origins: [], steps: null, problems: [], tail: null, tests: null } as const;

/** A triangle of open balances as somebody reads it: its cells, links and factors, tail and tests. */
export function openTriangleJson(of: TypeTriangle, { leftOut, tail }: Reading, currency: string) {
  const { steps, problems, links } = typeHeat(of, leftOut, currency);
  const unit = 10 ** currencyDecimals(currency);
  const amount = (value: number) => toDecimal(wholeMinor(value), currency);
  const carried = ladderTail(of, { tail, leftOut });
  return {
    origins: of.origins.map(({ from, to }, i) => ({
      from: monthKey(from),
      to: monthKey(to),
      open: (of.triangle.cells[i] ?? []).flatMap((cell) => (cell === null ? [] : [amount(cell)])),
      links: (links[i] ?? []).flatMap((link, j) =>
        link ? [{ fromAge: of.triangle.ages[j - 1], use: link.use, ratio: link.ratio, deviation: link.deviation }] : [],
      ),
    })),
    // Variances of ratios times amounts are in the unit of the amounts.
    steps:
      steps?.map(({ fromAge, toAge, factor, sigmaSquared, standardError, volume, links: used }) => ({
        fromAge,
        toAge,
        factor,
        sigmaSquared: sigmaSquared / unit,
        standardError,
        atRisk: amount(volume),
        links: used,
      })) ?? null,
    problems: problems.map(({ message }) => message),
    tail: carried && {
      factor: carried.factor,
      sigmaSquared: carried.sigma ** 2 / unit,
      standardError: carried.standardError,
    },
    tests: testsOf(of, leftOut),
  };
}

function testsOf(of: TypeTriangle, leftOut: Parameters<typeof assumptionsOf>[1]) {
  const found = assumptionsOf(of, leftOut);
  const { calendar, correlation } = found;
  return {
    calendar: calendar && { ...calendar, verdict: calendarVerdict(calendar) },
    correlation: correlation && { ...correlation, isOutsideMiddleHalf: isOutsideMiddleHalf(correlation) },
    says: assumptionWords(found, "en"),
  };
}
